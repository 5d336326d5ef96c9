package dev.migrationcontrol.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.migrationcontrol.finding.Finding;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong between the systems of a tree. */
class TreeRulesTest {
    @TempDir
    Path directory;

    private TestTree tree() {
        return new TestTree(directory);
    }

    private TestTree twoSystems() {
        return tree().with("a/1_a.sql", "-- +goose Up\nCREATE TABLE t (id int);\n-- +goose Down\nDROP TABLE t;\n")
                .with(
                        "b/20240101000000_a.sql",
                        "-- migrate:up\nCREATE TABLE u (id int);\n-- migrate:down\nDROP TABLE u;\n");
    }

    @Test
    void systemsNextToEachOtherAreAnError() {
        assertThat(twoSystems().read().findings())
                .filteredOn(finding -> finding.rule().equals("several-systems"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.detail()).contains("goose (a)", "dbmate (b)"));
    }

    @Test
    void systemsThatKeepOneVersionTableAreAnError() {
        SourceReport report = tree().with("b/1_a.up.sql", "CREATE TABLE t (id int);\n")
                .with("go.mod", "require github.com/golang-migrate/migrate/v4 v4.17.0\n")
                .with("c/20240101000000_a.sql", "-- migrate:up\nCREATE TABLE u (id int);\n")
                .read();
        assertThat(report.findings())
                .filteredOn(finding -> finding.rule().equals("version-table-shared"))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.detail()).contains("golang-migrate", "dbmate", "schema_migrations"));
        assertThat(TestTree.rules(twoSystems().read())).contains("version-table-shared");
    }

    @Test
    void testsOfASystemThatNothingElseRunsAreNamed() {
        SourceReport report = twoSystems()
                .with("a/a_test.go", "package a\nimport \"github.com/pressly/goose/v3\"\nfunc t() { goose.Up(db) }\n")
                .with("deploy.sh", "dbmate up\n")
                .with("b/b_test.py", "subprocess.run(['dbmate', 'up'])\n")
                .read();
        assertThat(report.findings())
                .filteredOn(finding -> finding.rule().startsWith("tests-on"))
                .extracting(Finding::rule, Finding::where)
                .containsExactlyInAnyOrder(
                        tuple("tests-on-several-systems", "b/b_test.py:1"),
                        tuple("tests-on-unused-system", "a/a_test.go:2"));
    }

    @Test
    void dialectsOfOneSystemAreNoSecondSystem() {
        SourceReport report = tree().with("db/postgres/1_a.sql", "-- +goose Up\nCREATE TABLE t (id bigserial);\n")
                .with("db/mysql/1_a.sql", "-- +goose Up\nCREATE TABLE t (id bigint AUTO_INCREMENT);\n")
                .read();
        assertThat(TestTree.rules(report)).contains("dialect-variants").doesNotContain("several-systems");
    }

    @Test
    void toolsOfOneFamilyWithoutScriptsAreNamedOnce() {
        SourceReport report = tree().with(
                        "ent/client.go", "package ent\nimport \"entgo.io/ent\"\nimport \"ariga.io/atlas/sql/schema\"\n")
                .with("ent/order.go", "package ent\nimport \"entgo.io/ent\"\nimport \"ariga.io/atlas/sql/schema\"\n")
                .read();
        assertThat(report.findings())
                .filteredOn(finding -> finding.rule().equals("tool-without-scripts"))
                .hasSize(1);
    }
}
