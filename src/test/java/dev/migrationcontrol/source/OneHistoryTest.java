package dev.migrationcontrol.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.finding.Finding;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is one history is reported as one system, and what is none as nothing. */
class OneHistoryTest {
    private static final String RUNNER = """
            package db

            import (
                "database/sql"
                "os"
                "path/filepath"
            )

            func Migrate(db *sql.DB, dir string) error {
                db.Exec("CREATE TABLE IF NOT EXISTS schema_migrations (version bigint, dirty boolean)")
                files, _ := filepath.Glob(filepath.Join("db/migrations", "*.up.sql"))
                for _, file := range files {
                    text, _ := os.ReadFile(file)
                    var applied int
                    db.QueryRow("SELECT count(*) FROM schema_migrations WHERE version = $1", file).Scan(&applied)
                    tx, _ := db.Begin()
                    tx.Exec(string(text))
                    tx.Exec("INSERT INTO schema_migrations (version, dirty) VALUES ($1, false)", file)
                    tx.Commit()
                }
                return nil
            }
            """;

    @TempDir
    Path directory;

    private TestTree tree() {
        return new TestTree(directory);
    }

    private static List<String> systems(SourceReport report) {
        return report.systems().stream()
                .map(each -> each.system() + " " + each.location() + " "
                        + each.migrations().size())
                .toList();
    }

    private static List<String> rules(SourceReport report) {
        return report.findings().stream().map(Finding::rule).toList();
    }

    @Test
    void scriptsInSqlAndInCodeAreOneHistory() {
        SourceReport report = tree().with("db/00001_a.sql", "-- +goose Up\nCREATE TABLE a (id int);\n")
                .with(
                        "db/00002_b.go",
                        "package db\nimport \"github.com/pressly/goose/v3\"\n"
                                + "func init() { goose.AddMigrationContext(upB, downB) }\n"
                                + "func upB(ctx context.Context, tx *sql.Tx) error { return nil }\n"
                                + "func downB(ctx context.Context, tx *sql.Tx) error { return nil }\n")
                .with("db/00003_c.sql", "-- +goose Up\nCREATE TABLE c (id int);\n")
                .read();
        assertThat(systems(report)).containsExactly("goose db 3");
        assertThat(report.systems().get(0).migrations())
                .extracting(MigrationReport::version)
                .isSortedAccordingTo((one, two) -> Long.valueOf(one).compareTo(Long.valueOf(two)));
    }

    @Test
    void aRunnerOfFilesThatAKnownSystemClaimsIsNoSecondSystem() {
        SourceReport report = tree().with("db/migrations/1_a.up.sql", "CREATE TABLE a (id int);\n")
                .with("db/migrations/1_a.down.sql", "DROP TABLE a;\n")
                .with("db/migrations/2_b.up.sql", "CREATE TABLE b (id int);\n")
                .with("db/migrations/2_b.down.sql", "DROP TABLE b;\n")
                .with("db/migrate.go", RUNNER)
                .read();
        assertThat(report.systems()).hasSize(1);
        assertThat(report.systems().get(0).migrations()).hasSize(2);
        assertThat(String.join(" ", report.systems().get(0).evidence())).contains("db/migrate.go");
        assertThat(rules(report)).doesNotContain("several-systems", "version-table-shared");
    }

    @Test
    void filesThatShareTheirNumbersAreNoSteps() {
        SourceReport report = tree().with("sql/schema/v0.sql", "CREATE TABLE a (id int);\n")
                .with("sql/schema/v1-core.sql", "CREATE TABLE b (id int);\n")
                .with("sql/schema/v1-more.sql", "CREATE TABLE c (id int);\n")
                .read();
        assertThat(report.systems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "util/MySqlMigrations/Migrations, mysql",
        "util/SqliteMigrations/Migrations, sqlite",
        "src/Data.SqlServer/Migrations, sqlserver",
        "util/PostgresMigrations/Migrations, postgresql",
        "src/Data/Migrations, postgresql"
    })
    void theDirectoryNamesTheDatabase(String location, String database) {
        SourceReport report = tree().with(
                        location + "/20240101000000_Init.cs",
                        "public partial class Init : Migration {\n  protected override void Up(MigrationBuilder b) {\n"
                                + "    b.CreateTable(name: \"T\", columns: t => new {}).Annotation(\"Npgsql:X\", 1);\n  }\n}\n")
                .with(
                        location + "/20240101000000_Init.Designer.cs",
                        "[DbContext(typeof(C))]\n[Migration(\"20240101000000_Init\")]\npartial class Init {}\n")
                .read();
        assertThat(report.systems()).extracting(SystemReport::database).containsExactly(database);
    }

    private TestTree django(String application, String label) {
        return tree().with(application + "/migrations/0001_initial.py", django(""))
                .with(application + "/migrations/0002_more.py", django("('" + label + "', '0001_initial')"))
                .with(
                        application + "/migrations/0003_most.py",
                        django("('" + label + "', '0002_more'), ('users', '0001_initial')"))
                .with("users/migrations/0001_initial.py", django(""));
    }

    private static String django(String dependencies) {
        return "from django.db import migrations\n\nclass Migration(migrations.Migration):\n    dependencies = ["
                + dependencies + "]\n    operations = []\n";
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "shop/permissions, shop_permissions, ~~",
                "shop/core, other, ~    label = 'other'~",
                "shop/core, core, ~    name = 'shop.core'~"
            })
    void aDjangoApplicationMayHaveAnotherLabelThanItsDirectory(String application, String label, String said) {
        SourceReport report = django(application, label)
                .with(application + "/apps.py", "class Core(AppConfig):\n" + said + "\n")
                .read();
        assertThat(rules(report)).doesNotContain("several-heads", "parent-missing");
    }

    @Test
    void headsOfADjangoApplicationAreStillFound() {
        SourceReport report = django("shop/core", "core")
                .with("shop/core/migrations/0003_other.py", django("('core', '0002_more')"))
                .read();
        assertThat(rules(report)).contains("several-heads");
    }

    @Test
    void programsOfDbMigrateAreFoundByWhatTheyCall() {
        SourceReport report = tree().with(
                        "src/migrations/20240101000000-a.js",
                        "'use strict';\n\nexports.up = function (db, callback) {\n"
                                + "    db.runSql('CREATE TABLE a (id int)', callback);\n};\n"
                                + "exports.down = function (db, callback) {\n    db.runSql('DROP TABLE a', callback);\n};\n")
                .with("package.json", "{\"dependencies\": {\"db-migrate\": \"0.11.14\"}}")
                .read();
        assertThat(systems(report)).containsExactly("db-migrate src/migrations 1");
    }

    @Test
    void knexMayBeGivenFilesThatAreCalledAfterReleases() {
        SourceReport report = tree().with(
                        "server/db/migrations/2.0.0.js",
                        "/* global app */\nexports.up = knex => knex.schema.createTable('pages', table => {})\n")
                .with(
                        "server/db/migrations/2.1.85.js",
                        "exports.up = knex => knex.schema.table('pages', table => { table.string('note') })\n")
                .with(
                        "server/db/run.js",
                        "const source = require('./source')\n"
                                + "module.exports = knex => knex.migrate.latest({ tableName: 'migrations', migrationSource: source })\n")
                .read();
        assertThat(systems(report)).containsExactly("knex server/db/migrations 2");
        assertThat(report.systems().get(0).versionTable()).isEqualTo("migrations");
        assertThat(rules(report)).doesNotContain("tool-without-scripts");
    }

    @ParameterizedTest
    @CsvSource({
        "schema/pgsql-upgrades/2.9.0.sql, schema/pgsql-upgrades/2.11.0.sql, schema/pgsql-upgrades/2.12.0.sql",
        "core/database/scripts/db_00001.sql, core/database/scripts/db_00002.sql, core/database/scripts/db_00003.sql",
        "main/db/update/dbupdate-000-0.sql, main/db/update/dbupdate-001-0.sql, main/db/update/dbupdate-002-1.sql"
    })
    void numbersMayBeReleasesOrFollowAWord(String one, String two, String three) {
        SourceReport report = tree().with(one, "CREATE TABLE a (id int);\n")
                .with(two, "ALTER TABLE a ADD COLUMN b int;\n")
                .with(three, "ALTER TABLE a ADD COLUMN c int;\n")
                .read();
        assertThat(systems(report)).containsExactly("custom " + one.substring(0, one.lastIndexOf('/')) + " 3");
    }

    @Test
    void whatANewDatabaseIsMadeOfIsNoSecondHistory() {
        SourceReport report = tree().with("db/deploy/1/001.sql", "CREATE TABLE a (id int);\n")
                .with("db/deploy/2/001.sql", "CREATE TABLE a (id int, b int);\n")
                .with("db/upgrade/1-2/001.sql", "ALTER TABLE a ADD COLUMN b int;\n")
                .with("db/upgrade/2-3/001.sql", "ALTER TABLE a ADD COLUMN c int;\n")
                .read();
        assertThat(systems(report)).containsExactly("custom db/upgrade 2");
    }

    @Test
    void programsThatReadTheTableOfTheTreesOwnToolAreNoRunners() {
        SourceReport report = tree().with(
                        "priv/repo/migrations/20240131100000_orders.exs",
                        "defmodule Orders do\n  use Ecto.Migration\n  def change, do: create table(:orders)\nend\n")
                .with(
                        "lib/tenants/migrations/20240131110000_notes.ex",
                        "defmodule Notes do\n  use Ecto.Migration\n  def change, do: create table(:notes)\nend\n")
                .with(
                        "lib/tasks/dump.ex",
                        "defmodule Dump do\n  def run do\n    File.ls!(\"priv/sql\") |> Enum.filter(&String.ends_with?(&1, \".sql\"))\n"
                                + "    Postgrex.query!(c, \"SELECT version FROM schema_migrations\", [])\n"
                                + "    \"INSERT INTO schema_migrations (version, inserted_at) VALUES (1, now())\"\n  end\nend\n")
                .read();
        assertThat(systems(report)).containsExactly("ecto lib/tenants/migrations 1", "ecto priv/repo/migrations 1");
    }

    @Test
    void migrationsOfDoctrineMayExtendTheProjectsOwnClass() {
        SourceReport report = tree().with(
                        "migrations/Version20161001072726.php",
                        "<?php\nnamespace Application\\Migrations;\nuse Doctrine\\DBAL\\Schema\\Schema;\nuse Shop\\OwnMigration;\n\n"
                                + "class Version20161001072726 extends OwnMigration\n{\n    public function up(Schema $schema): void\n    {\n"
                                + "        $this->addSql('CREATE TABLE a (id int)');\n    }\n}\n")
                .read();
        assertThat(systems(report)).containsExactly("doctrine migrations 1");
    }

    @Test
    void theTimeOfAProgramSaysNothingOfItsDatabase() {
        SourceReport report = tree().with("cache/cache.go", """
                        package cache

                        import (
                            "database/sql"
                            "time"
                            _ "github.com/mattn/go-sqlite3"
                        )

                        func migrateFrom0(db *sql.DB) { db.Exec("CREATE TABLE a (id int)") }

                        func migrateFrom1(db *sql.DB) { db.Exec("ALTER TABLE a ADD COLUMN b int") }

                        func Open(db *sql.DB) {
                            var now int
                            db.Exec("CREATE TABLE IF NOT EXISTS schema_version (version int)")
                            db.QueryRow("SELECT version FROM schema_version").Scan(&now)
                            db.Exec("INSERT INTO schema_version (version) VALUES (?)", 2)
                            log(time.Now())
                        }
                        """).read();
        assertThat(report.systems()).extracting(SystemReport::database).containsExactly("sqlite");
    }
}
