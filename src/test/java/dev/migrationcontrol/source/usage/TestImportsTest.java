package dev.migrationcontrol.source.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.source.SourceReport;
import dev.migrationcontrol.source.TestTree;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that use a system through helpers. */
class TestImportsTest {
    @TempDir
    Path directory;

    private TestTree tree() {
        return new TestTree(directory);
    }

    @Test
    void testsThatUseHelpersOfTheProjectAreFound() {
        SourceReport report = tree().with(
                        "m/1_a.sql", "-- +goose Up\nCREATE TABLE t (id int);\n-- +goose Down\nDROP TABLE t;\n")
                .with(
                        "pkg/testfixtures/db.go",
                        "package testfixtures\nimport (\n\t\"github.com/pressly/goose/v3\"\n)\nfunc Up() { goose.Up(db, \"m\") }\n")
                .with("pkg/shop/shop_test.go", "package shop\nimport (\n\t\"example.com/shop/pkg/testfixtures\"\n)\n")
                .with("pkg/other/other_test.go", "package other\nimport \"testing\"\n")
                .read();
        assertThat(report.usage().get(0).tests())
                .containsExactlyInAnyOrder("pkg/testfixtures/db.go", "pkg/shop/shop_test.go");
    }

    @Test
    void testsOfRailsAndDjangoAreFoundThroughTheirBaseClasses() {
        SourceReport report = tree().with(
                        "db/migrate/20240101000000_a.rb",
                        "class A < ActiveRecord::Migration[7.0]\n  def change\n    create_table :a\n  end\nend\n")
                .with("Gemfile", "gem 'rails'\n")
                .with("spec/rails_helper.rb", "require 'spec_helper'\nActiveRecord::Migration.maintain_test_schema!\n")
                .with("spec/models/a_spec.rb", "require 'rails_helper'\n")
                .with("spec/plain_spec.rb", "require 'json'\n")
                .with(
                        "shop/migrations/0001_initial.py",
                        "class Migration(migrations.Migration):\n    operations = []\n")
                .with(
                        "shop/test.py",
                        "from django.test import Client, TestCase\nclass BaseTestCase(TestCase):\n    pass\n")
                .with("shop/tests/test_a.py", "from shop.test import BaseTestCase\n")
                .read();
        assertThat(report.usage())
                .filteredOn(usage -> usage.system().equals("rails"))
                .singleElement()
                .satisfies(usage -> assertThat(usage.tests())
                        .containsExactlyInAnyOrder("spec/rails_helper.rb", "spec/models/a_spec.rb"));
        assertThat(report.usage())
                .filteredOn(usage -> usage.system().equals("django"))
                .singleElement()
                .satisfies(usage ->
                        assertThat(usage.tests()).containsExactlyInAnyOrder("shop/test.py", "shop/tests/test_a.py"));
    }
}
