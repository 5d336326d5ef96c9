package dev.migrationcontrol.source.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.source.SourceReport;
import dev.migrationcontrol.source.SystemReport;
import dev.migrationcontrol.source.TestTree;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scripts for other databases are identified by what they say, and give no findings of PostgreSQL's. */
class DialectTest {
    @TempDir
    Path directory;

    private TestTree tree() {
        return new TestTree(directory);
    }

    private SourceReport numbered(String second) {
        return tree().with("db/migrations/001_a.sql", "CREATE TABLE a (id int);\n")
                .with("db/migrations/002_b.sql", second.replace("\\n", "\n") + "\n")
                .read();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "sqlserver | CREATE TABLE [dbo].[b] ([id] int)",
                "sqlserver | CREATE TABLE b (id int IDENTITY(1,1), name nvarchar(50))",
                "sqlserver | CREATE TABLE b (id int)\\nGO\\nCREATE TABLE c (id int)\\nGO",
                "sqlserver | CREATE TABLE b (id uniqueidentifier, made datetime2)",
                "mysql | CREATE TABLE `b` (`id` int)",
                "mysql | CREATE TABLE b (id int AUTO_INCREMENT) ENGINE=InnoDB",
                "mysql | DELIMITER //\\nCREATE PROCEDURE p() BEGIN END //",
                "mysql | CREATE TABLE b (id int(11) unsigned)",
                "sqlite | CREATE TABLE b (id INTEGER PRIMARY KEY AUTOINCREMENT)",
                "sqlite | PRAGMA foreign_keys = ON;",
                "sqlite | CREATE TABLE b (id text PRIMARY KEY) WITHOUT ROWID",
                "sqlite | CREATE TABLE `b` (`id` integer PRIMARY KEY AUTOINCREMENT)",
                "clickhouse | CREATE TABLE b (id UInt64) ENGINE = MergeTree ORDER BY id",
                "clickhouse | ALTER TABLE b ON CLUSTER c ADD COLUMN d LowCardinality(String)",
                "oracle | CREATE TABLE b (id NUMBER(10), name VARCHAR2(50))",
                "postgresql | CREATE TABLE b (id int)",
                "postgresql | CREATE TABLE b (id serial, note text DEFAULT 'AUTO_INCREMENT ENGINE=InnoDB')",
                "postgresql | -- was AUTO_INCREMENT and ENGINE=InnoDB in MySQL\\nCREATE TABLE b (id int)",
                "postgresql | CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$BEGIN RETURN 1; END$$",
                "postgresql | CREATE TABLE b (id int, \"number\" int, tags text[])",
                "postgresql | CREATE TABLE b (id int GENERATED ALWAYS AS IDENTITY (START WITH 1))",
                "postgresql | ALTER TABLE a CLUSTER ON a_pkey"
            })
    void statementsSayWhoseTheyAre(String database, String sql) {
        assertThat(numbered(sql).systems())
                .singleElement()
                .extracting(SystemReport::database)
                .isEqualTo(database);
    }

    @Test
    void mostScriptsDecide() {
        SourceReport report = tree().with("db/migrations/001_a.sql", "CREATE TABLE a (id bigserial);\n")
                .with("db/migrations/002_b.sql", "CREATE TABLE b (made timestamptz);\n")
                .with("db/migrations/003_c.sql", "CREATE TABLE c (name nvarchar(50));\n")
                .read();

        assertThat(report.systems())
                .singleElement()
                .extracting(SystemReport::database)
                .isEqualTo("postgresql");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "sqlite | prisma/migrations/migration_lock.toml | provider = \"sqlite\" | prisma/migrations/20240131_a/migration.sql",
                "mysql | drizzle/meta/_journal.json | {\"dialect\": \"mysql\", \"entries\": []} | drizzle/0000_a.sql",
                "postgresql | drizzle/meta/_journal.json | {\"dialect\": \"postgresql\", \"entries\": []} | drizzle/0000_a.sql",
                "sqlanywhere | go.mod | module a | db/sqlanywhere/patches/001_a.sql",
                "cockroachdb | go.mod | module a | db/crdb/migrations/001_a.sql",
                "db2 | go.mod | module a | db/db2/patches/001_a.sql",
                "sqlite | go.mod | module river | riverdriver/riversqlite/migration/1_a.up.sql",
                "mysql | go.mod | require github.com/gobuffalo/pop/v6 v6 | m/20240131_a.mysql.up.sql"
            })
    void filesSayWhoseScriptsAre(String database, String file, String text, String script) {
        SourceReport report = tree().with(file, text + "\n")
                .with(script, "CREATE TABLE a (id int);\n")
                .with(script.replace("1_a", "2_b"), "CREATE TABLE b (id int);\n")
                .read();

        assertThat(report.systems())
                .singleElement()
                .extracting(SystemReport::database)
                .isEqualTo(database);
    }

    @Test
    void changeSetsOfCollectionsAreOfMongo() {
        SourceReport report = tree().with(
                        "changelog.xml",
                        "<databaseChangeLog xmlns:mongodb=\"http://www.liquibase.org/xml/ns/mongodb\"><changeSet id=\"1\" author=\"a\"><mongodb:createCollection collectionName=\"orders\"/>"
                                + "</changeSet></databaseChangeLog>")
                .read();

        assertThat(report.systems())
                .singleElement()
                .extracting(SystemReport::database)
                .isEqualTo("mongodb");
    }

    @Test
    void theOthersAreNoSecondHistoryAndGiveNoFindings() {
        SourceReport report = tree().with("pom.xml", "<a>flyway-core</a>")
                .with("src/db/migration/V1__a.sql", "CREATE TABLE a (id bigserial);\n")
                .with("other/001_a.sql", "-- +goose Up\nCREATE TABLE [dbo].[a] (id int);\nDROP TABLE [dbo].[b];\n")
                .with("other/002_b.sql", "-- +goose Up\nALTER TABLE [dbo].[a] DROP COLUMN c;\nBEGIN TRAN;\nCOMMIT;\n")
                .read();

        assertThat(report.systems())
                .extracting(SystemReport::database)
                .containsExactlyInAnyOrder("postgresql", "sqlserver");
        assertThat(TestTree.rules(report)).doesNotContain("several-systems");
        assertThat(report.findings()).noneMatch(finding -> finding.where().startsWith("other/"));
    }
}
