package dev.migrationcontrol.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.finding.Remark;
import dev.migrationcontrol.source.script.DownKind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What public trees taught, with files of our own. */
class TreeLessonsTest {
    @TempDir
    Path directory;

    private TestTree tree() {
        return new TestTree(directory);
    }

    private static List<String> reads(SourceReport report) {
        return report.variables().stream()
                .filter(variable -> variable.read() && variable.noDatabase() == null)
                .map(VariableReport::name)
                .toList();
    }

    private static List<String> rules(SourceReport report) {
        return report.remarks().stream().map(Remark::rule).toList();
    }

    private static String judgement(SourceReport report, String variable) {
        return report.variables().stream()
                .filter(each -> each.name().equals(variable))
                .map(each -> String.valueOf(each.noDatabase()))
                .findFirst()
                .orElse("not found");
    }

    @Test
    void tagsOfGoFieldsAreReadUnderThePrefixesAround() {
        SourceReport report = tree().with("config.go", """
                        package config
                        type Database struct {
                        	Host string `env:"HOST"`
                        	URL  string `env:"DATABASE_URL,required"`
                        }
                        type Config struct {
                        	Primary Database `envPrefix:"PRIMARY_DB_"`
                        	Name    string   `env:"NAME"`
                        }
                        func load() { env.ParseWithOptions(&c, env.Options{Prefix: "SHOP_"}) }
                        """).read();
        assertThat(reads(report)).containsExactly("SHOP_PRIMARY_DB_DATABASE_URL", "SHOP_PRIMARY_DB_HOST");
    }

    @Test
    void fieldsOfEnvconfigAreReadUnderTheGivenName() {
        SourceReport report = tree().with("config.go", """
                        package config
                        type Specification struct {
                        	DatabaseURL string `split_words:"true"`
                        	Secret      string `envconfig:"DB_PASSWORD"`
                        }
                        func load() { envconfig.Process("shop", &s) }
                        """).read();
        assertThat(reads(report)).containsExactly("SHOP_DATABASE_URL", "SHOP_DB_PASSWORD");
    }

    @Test
    void argumentParsersOfRustReadFields() {
        SourceReport report = tree().with(
                        "src/config.rs",
                        "#[derive(clap::Parser)]\nstruct C {\n    #[clap(long, env)]\n    pub database_url: String,\n    pub db_host: String,\n}\n")
                .read();
        assertThat(reads(report)).containsExactly("DATABASE_URL");
    }

    @Test
    void namesThatAreComputedAreSaidToBeSo() {
        SourceReport report = tree().with(
                        "compose.yml", "services:\n  a:\n    build: .\n    environment:\n      POSTGRES_HOST: db\n")
                .with(
                        "env.go",
                        "package a\nfunc key(path []string) string {\n\tenvKey := strings.ToUpper(strings.Join(path, \"_\"))\n\treturn os.Getenv(envKey)\n}\n")
                .read();
        assertThat(report.remarks())
                .filteredOn(remark -> remark.rule().equals("variable-never-read"))
                .singleElement()
                .satisfies(remark -> assertThat(remark.detail()).contains("env.go:3"));
    }

    @Test
    void variablesOfOtherProgramsAreNotMissed() {
        String compose = """
                services:
                  pooler:
                    image: example/bouncer:1
                    ports:
                      - "6432:6432"
                    environment:
                      DB_HOST: db
                      BOUNCER_DATABASE_URL: x
                  web:
                    image: "example/shop-web:1"
                    environment:
                      - SHOP_DATABSE=x
                      - SHOP_DATABASE_URL=x
                """;
        SourceReport report = tree().with("compose.yml", compose)
                .with("package.json", "{\n  \"name\": \"shop\"\n}\n")
                .read();
        assertThat(judgement(report, "BOUNCER_DATABASE_URL")).contains("example/bouncer:1");
        assertThat(report.remarks())
                .filteredOn(remark -> remark.rule().equals("variable-never-read"))
                .singleElement()
                .satisfies(remark -> assertThat(remark.detail()).startsWith("SHOP_DATABASE_URL "));
    }

    @Test
    void namesThatAScriptSetsForItselfAreNoVariables() {
        SourceReport report = tree().with(
                        "Makefile", "DB_URL := postgres://localhost/shop\nrun:\n\tDATABASE_URL=$(DB_URL) ./shop\n")
                .with("main.go", "package main\nvar u = os.Getenv(\"DATABASE_URL\")\n")
                .with("seed.sh", "DB_NAME=\"${DB_NAME:-shop}\"\npsql $DB_NAME\n")
                .read();
        assertThat(judgement(report, "DB_URL")).contains("Makefile");
        assertThat(judgement(report, "DB_NAME")).isEqualTo("null");
        assertThat(rules(report)).doesNotContain("variable-several-spellings");
    }

    @Test
    void wordsOfListsAndOfTemplatesAreNoReads() {
        SourceReport report = tree().with(
                        "app.py",
                        "hidden = {\n    \"SECRET\",\n    \"DB_URL\",  # not for logs\n}\nkey = get(\n    \"DATABASE_URL\",\n)\n")
                .with("a.ts", "const s = `seed ${SEED_POSTGRES_NAME} of ${OTHER_DB_HOST}`;\n")
                .read();
        assertThat(reads(report)).containsExactly("DATABASE_URL");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "golang-migrate | m/1_a.up.sql | go.mod | require github.com/golang-migrate/migrate/v4 v4.1.0 | m/run.go | const MigrationsTable = \"schema_shop\"",
                "golang-migrate | m/1_a.up.sql | go.mod | require github.com/golang-migrate/migrate/v4 v4.1.0 | run.sh | migrate/migrate -database \"x?x-migrations-table=schema_shop\" up",
                "flyway | db/migration/V1__a.sql | pom.xml | flyway-core | application.properties | quarkus.flyway.table=schema_shop",
                "dbmate | db/migrations/1_a.sql | run.sh | dbmate --migrations-table schema_shop up | b.sh | true"
            })
    void versionTablesThatAreSetAreFound(
            String system, String script, String build, String named, String file, String sets) {
        SourceReport report = tree().with(
                        script,
                        system.equals("dbmate")
                                ? "-- migrate:up\nCREATE TABLE t (id int);\n"
                                : "CREATE TABLE t (id int);\n")
                .with(build, named + "\n")
                .with(file, sets + "\n")
                .read();
        assertThat(report.systems())
                .singleElement()
                .extracting(SystemReport::system, SystemReport::versionTable)
                .containsExactly(system, "schema_shop");
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

    @Test
    void scriptsOfPackageJsonAreNotThoseOfRails() {
        SourceReport report = tree().with("package.json", "{\"scripts\": {\"db:migrate\": \"tsx migrate.ts\"}}")
                .read();
        assertThat(rules(report)).doesNotContain("tool-without-scripts");
    }

    @Test
    void scriptsThatNameTheirDatabaseAreKeptApart() {
        SourceReport report = tree().with("db/migrations/01_a.postgres.up.sql", "CREATE TABLE a (id bigserial);\n")
                .with("db/migrations/01_a.mysql.up.sql", "CREATE TABLE a (id bigint AUTO_INCREMENT);\n")
                .with("db/migrations/01_a.up.sql", "CREATE TABLE a (id bigint);\n")
                .with("db/migrations/01_a.down.sql", "DROP TABLE a;\n")
                .with("db/migrations/02_b.up.sql", "CREATE TABLE b (id bigint);\n")
                .with("db/migrations/02_b.down.sql", "DROP TABLE b;\n")
                .read();
        assertThat(report.systems()).singleElement().satisfies(system -> {
            assertThat(system.migrations())
                    .extracting(MigrationReport::file)
                    .containsExactly("db/migrations/01_a.postgres.up.sql", "db/migrations/02_b.up.sql");
            assertThat(system.migrations()).extracting(MigrationReport::down).containsOnly(DownKind.PRESENT);
        });
        assertThat(rules(report)).contains("twins").doesNotContain("duplicate-version", "down-without-up");
    }

    @Test
    void runnersWithoutAVersionTableAreNamed() {
        SourceReport report = tree().with("db/repair/001_a.sql", "CREATE TABLE a (id int);\n")
                .with("db/repair/002_b.sql", "CREATE TABLE b (id int);\n")
                .with(
                        "db/repair.go",
                        "package db\n//go:embed repair/*.sql\nvar files embed.FS\nfunc run() { files.ReadDir(\"repair\"); tx.Exec(sql) }\n")
                .read();
        assertThat(report.remarks())
                .filteredOn(remark -> remark.rule().startsWith("scripts-without"))
                .singleElement()
                .satisfies(remark -> {
                    assertThat(remark.rule()).isEqualTo("scripts-without-history");
                    assertThat(remark.detail()).contains("db/repair.go:2");
                });
    }

    @Test
    void runnersInSeveralFilesAreQuotedWhereTheyWriteTheTable() {
        SourceReport report = tree().with("store/migrations/0001_a.up.sql", "CREATE TABLE a (id int);\n")
                .with(
                        "store/files.go",
                        "package store\n\n//go:embed migrations/*\nvar files embed.FS // .sql of a migration\nfunc l() { files.ReadDir(\"migrations\") }\n")
                .with(
                        "store/queries.go",
                        "package store\n\n\nconst q = `INSERT INTO migrations (version) VALUES ($1)`\nfunc r() { db.Exec(q) }\n")
                .read();
        assertThat(report.systems())
                .singleElement()
                .satisfies(system -> assertThat(system.evidence())
                        .anyMatch(each -> each.startsWith("store/queries.go:4 writes the version table migrations"))
                        .anyMatch(each -> each.startsWith("store/files.go:3 lists")));
    }
}
