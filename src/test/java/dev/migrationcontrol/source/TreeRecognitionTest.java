package dev.migrationcontrol.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A small tree of every system: found, with its versions, and no other invented. */
class TreeRecognitionTest {
    @TempDir
    Path directory;

    private static final String TABLE = "CREATE TABLE t (id bigint);\n";

    private static Arguments tree(String system, String versions, String... files) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < files.length; i += 2) {
            all.put(files[i], files[i + 1]);
        }
        return Arguments.of(system, List.of(versions.split(" ")), all);
    }

    static Stream<Arguments> sqlTrees() {
        return Stream.of(
                tree(
                        "flyway",
                        "1 2",
                        "src/db/migration/V1__a.sql",
                        TABLE,
                        "src/db/migration/V2__b.sql",
                        TABLE,
                        "pom.xml",
                        "<a>flyway-core</a>"),
                tree("refinery", "1", "m/V1__a.sql", TABLE, "Cargo.toml", "refinery = \"0.8\""),
                tree("evolve", "1", "m/V1__a.sql", TABLE, "P.cs", "var evolve = new Evolve(connection);"),
                tree(
                        "liquibase",
                        "1::a",
                        "db.changelog.sql",
                        "--liquibase formatted sql\n--changeset a:1\n" + TABLE + "--rollback DROP TABLE t;"),
                tree(
                        "liquibase",
                        "1::a",
                        "c.xml",
                        "<databaseChangeLog><changeSet id=\"1\" author=\"a\"><createTable tableName=\"t\"/></changeSet></databaseChangeLog>"),
                tree(
                        "liquibase",
                        "1::a",
                        "c.yaml",
                        "databaseChangeLog:\n  - changeSet:\n      id: 1\n      author: a\n      changes:\n        - createTable:\n            tableName: t\n"),
                tree(
                        "golang-migrate",
                        "1 2",
                        "m/1_a.up.sql",
                        TABLE,
                        "m/1_a.down.sql",
                        "DROP TABLE t;",
                        "m/2_b.up.sql",
                        TABLE,
                        "go.mod",
                        "require github.com/golang-migrate/migrate/v4 v4.17.0"),
                tree(
                        "dbmate",
                        "20240101000000",
                        "db/migrations/20240101000000_a.sql",
                        "-- migrate:up\n" + TABLE + "-- migrate:down\nDROP TABLE t;"),
                tree("sql-migrate", "1", "m/1_a.sql", "-- +migrate Up\n" + TABLE + "-- +migrate Down\nDROP TABLE t;"),
                tree("goose", "00001", "m/00001_a.sql", "-- +goose Up\n" + TABLE + "-- +goose Down\nDROP TABLE t;"),
                tree(
                        "mybatis",
                        "20240101",
                        "scripts/20240101_a.sql",
                        "-- // a\n" + TABLE + "-- //@UNDO\nDROP TABLE t;"),
                tree("supabase", "20240101000000", "supabase/migrations/20240101000000_a.sql", TABLE),
                tree(
                        "diesel",
                        "20240101000000",
                        "migrations/2024-01-01-000000_a/up.sql",
                        TABLE,
                        "migrations/2024-01-01-000000_a/down.sql",
                        "DROP TABLE t;",
                        "diesel.toml",
                        "[print_schema]"),
                tree(
                        "sqlx",
                        "20240101",
                        "migrations/20240101_a.sql",
                        TABLE,
                        "Cargo.toml",
                        "sqlx = { features = [\"migrate\"] }"),
                tree(
                        "sqlx",
                        "20240101",
                        "migrations/20240101_a.up.sql",
                        TABLE,
                        "src/main.rs",
                        "sqlx::migrate!().run(&pool)",
                        "Cargo.toml",
                        "sqlx = \"0.8\""),
                tree("atlas", "20240101", "m/20240101_a.sql", TABLE, "m/atlas.sum", "h1:x\n"),
                tree(
                        "prisma",
                        "20240101_a",
                        "prisma/migrations/20240101_a/migration.sql",
                        TABLE,
                        "prisma/migrations/migration_lock.toml",
                        "provider = \"postgresql\""),
                tree(
                        "drizzle",
                        "0000",
                        "drizzle/0000_a.sql",
                        TABLE,
                        "drizzle/meta/_journal.json",
                        "{\"entries\":[{\"tag\":\"0000_a\"}]}"),
                tree(
                        "node-pg-migrate",
                        "1700000000000",
                        "migrations/1700000000000_a.sql",
                        TABLE,
                        "package.json",
                        "{\"node-pg-migrate\": \"7\"}"),
                tree(
                        "graphile-migrate",
                        "000001.sql",
                        "migrations/committed/000001.sql",
                        "--! Previous: -\n--! Hash: sha1:a\n\n" + TABLE),
                tree("migrator", "1", "migrator.yaml", "baseLocation: m", "m/1_a.sql", TABLE),
                tree(
                        "dbup",
                        "001",
                        "P.csproj",
                        "<PackageReference Include=\"dbup-postgresql\"/>",
                        "Scripts/001_a.sql",
                        TABLE,
                        "P.cs",
                        "DeployChanges.To.PostgresqlDatabase(c)"),
                tree(
                        "sqitch",
                        "a b",
                        "sqitch.plan",
                        "%syntax-version=1.0.0\n\na 2024-01-01T00:00:00Z A <a@b> # first\nb [a] 2024-01-02T00:00:00Z A <a@b> # second\n",
                        "deploy/a.sql",
                        "BEGIN;\n" + TABLE + "COMMIT;",
                        "deploy/b.sql",
                        TABLE,
                        "revert/a.sql",
                        "DROP TABLE t;"));
    }

    static Stream<Arguments> codeTrees() {
        return Stream.of(
                tree(
                        "alembic",
                        "a1",
                        "m/versions/a1.py",
                        "\"\"\"First\"\"\"\nrevision = 'a1'\ndown_revision = None\ndef upgrade():\n    op.create_table('t')\n"),
                tree(
                        "django",
                        "0001_initial",
                        "app/migrations/0001_initial.py",
                        "class Migration(migrations.Migration):\n    dependencies = []\n    operations = [migrations.CreateModel(name='T', fields=[])]\n"),
                tree(
                        "yoyo",
                        "0001.a",
                        "m/0001.a.py",
                        "from yoyo import step\nstep('CREATE TABLE t (id int)', 'DROP TABLE t')\n"),
                tree(
                        "rails",
                        "20240101000000",
                        "db/migrate/20240101000000_a.rb",
                        "class A < ActiveRecord::Migration[7.0]\n  def change\n    create_table :t\n  end\nend\n"),
                tree(
                        "ecto",
                        "20240101000000",
                        "priv/repo/migrations/20240101000000_a.exs",
                        "defmodule A do\n  use Ecto.Migration\n  def change do\n    create table(:t) do\n    end\n  end\nend\n"),
                tree(
                        "sea-orm",
                        "m20240101_000000_a",
                        "migration/src/m20240101_000000_a.rs",
                        "impl MigrationTrait for Migration {\n async fn up() { manager.create_table(Table::create().table(T::Table)) }\n async fn down() { manager.drop_table() }\n}"),
                tree(
                        "knex",
                        "20240101_a.js",
                        "migrations/20240101_a.js",
                        "exports.up = (knex) => knex.schema.createTable('t', x => {});\nexports.down = (knex) => knex.schema.dropTable('t');"),
                tree(
                        "sequelize",
                        "20240101-a.js",
                        "migrations/20240101-a.js",
                        "module.exports = { async up(queryInterface) { await queryInterface.createTable('t', {}); } };"),
                tree(
                        "typeorm",
                        "1700000000000",
                        "m/1700000000000-a.ts",
                        "export class A implements MigrationInterface {\n async up(q) { await q.query(`CREATE TABLE t (id int)`); }\n async down(q) { await q.query(`DROP TABLE t`); }\n}"),
                tree(
                        "node-pg-migrate",
                        "1700000000000_a",
                        "m/1700000000000_a.js",
                        "exports.up = (pgm) => { pgm.createTable('t', {}); };"),
                tree(
                        "laravel",
                        "2024_01_01_000000_a",
                        "database/migrations/2024_01_01_000000_a.php",
                        "<?php use Illuminate\\Database\\Migrations\\Migration;\nreturn new class extends Migration { public function up() { Schema::create('t', fn () => 1); } };"),
                tree(
                        "doctrine",
                        "Version20240101000000",
                        "m/Version20240101000000.php",
                        "<?php use Doctrine\\Migrations\\AbstractMigration;\nclass Version20240101000000 extends AbstractMigration { public function up() { $this->addSql('x'); } }"),
                tree(
                        "phinx",
                        "20240101000000",
                        "m/20240101000000_a.php",
                        "<?php use Phinx\\Migration\\AbstractMigration;\nclass A extends AbstractMigration { public function change() {} }"),
                tree(
                        "ef-core",
                        "20240101000000_A",
                        "M/20240101000000_A.Designer.cs",
                        "[Migration(\"20240101000000_A\")]\npartial class A {}",
                        "M/20240101000000_A.cs",
                        "public partial class A : Migration { protected override void Up(MigrationBuilder b) { b.CreateTable(name: \"t\"); } }"),
                tree(
                        "fluentmigrator",
                        "202401010000",
                        "M/A.cs",
                        "[Migration(202401010000)]\npublic class A : Migration { public override void Up() { Create.Table(\"t\"); } }"),
                tree(
                        "pgroll",
                        "01_a",
                        "migrations/01_a.json",
                        "{\"name\": \"01_a\", \"operations\": [{\"create_table\": {\"name\": \"t\"}}]}"),
                tree("reshape", "1_a", "migrations/1_a.toml", "[[actions]]\ntype = \"create_table\"\nname = \"t\"\n"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource({"sqlTrees", "codeTrees"})
    void findsTheSystemWithItsVersionsAndNoOther(String system, List<String> versions, Map<String, String> files) {
        TestTree tree = new TestTree(directory);
        files.forEach(tree::with);
        SourceReport report = tree.read();
        assertThat(report.systems()).extracting(SystemReport::system).containsExactly(system);
        assertThat(report.systems().get(0).migrations())
                .extracting(MigrationReport::version)
                .containsExactlyElementsOf(versions);
    }

    static Stream<Arguments> runners() {
        return Stream.of(
                Arguments.of(
                        "run.py",
                        "for f in sorted(glob('db/sql/*.sql')):\n    cur.execute(open(f).read())\n    cur.execute('INSERT INTO schema_migrations VALUES (%s)', f)\n"),
                Arguments.of(
                        "src/Runner.java",
                        "class SchemaRunner { void up() { Files.list(Path.of(\"db/sql\")); s.executeUpdate(\"INSERT INTO schema_migrations VALUES ('x.sql')\"); } }"),
                Arguments.of(
                        "run.go",
                        "package m\nfunc RunMigrations() {\n entries, _ := os.ReadDir(\"db/sql\") // .sql\n db.Exec(\"INSERT INTO schema_migrations VALUES ($1)\", n)\n}"),
                Arguments.of(
                        "run.ts",
                        "export function runMigrations() { for (const f of fs.readdirSync('db/sql')) { if (f.endsWith('.sql')) { client.query('INSERT INTO schema_migrations VALUES ($1)', [f]); } } }"),
                Arguments.of(
                        "run.rb",
                        "Dir['db/sql/*.sql'].sort.each { |f| conn.exec(File.read(f)); conn.exec(\"INSERT INTO schema_migrations VALUES ('#{f}')\") }"),
                Arguments.of(
                        "run.php",
                        "<?php foreach (glob('db/sql/*.sql') as $f) { $pdo->exec(file_get_contents($f)); $pdo->exec(\"INSERT INTO schema_migrations VALUES ('$f')\"); }"),
                Arguments.of(
                        "run.sh",
                        "#!/bin/sh\nfor f in db/sql/*.sql; do psql -f \"$f\"; psql -c \"INSERT INTO schema_migrations VALUES ('$f')\"; done\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runners")
    void findsWhoRunsNumberedSqlInAnyLanguage(String file, String code) {
        SourceReport report = new TestTree(directory)
                .with(file, code)
                .with("db/sql/001_a.sql", TABLE)
                .with("db/sql/002_b.sql", "ALTER TABLE t ADD COLUMN a text;")
                .read();
        assertThat(report.systems()).singleElement().satisfies(system -> {
            assertThat(system.system()).isEqualTo("custom");
            assertThat(system.versionTable()).isEqualTo("schema_migrations");
            assertThat(system.evidence()).anyMatch(each -> each.startsWith(file + ":"));
            assertThat(system.migrations()).extracting(MigrationReport::purpose).containsExactly("a", "b");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1_a.up.sql 1_a.down.sql 2_b.up.sql 2_b.down.sql",
                "x/1_a.up.sql x/1_a.down.sql x/2_b.up.sql x/2_b.down.sql",
                "001_a.sql 002_b.sql"
            })
    void aDirectoryOfScriptsAloneIsRecognised(String files) {
        TestTree tree = new TestTree(directory);
        Stream.of(files.split(" ")).forEach(file -> tree.with(file, TABLE));
        assertThat(tree.read().systems()).singleElement().satisfies(system -> {
            assertThat(system.system()).isEqualTo("custom");
            assertThat(system.migrations()).hasSize(2);
        });
    }

    @Test
    void atlasSumsThatDisagreeAreTold() {
        SourceReport report = new TestTree(directory)
                .with("m/20240101_a.sql", TABLE)
                .with("m/atlas.sum", "h1:x\n20240101_a.sql h1:AAAA\n")
                .read();
        assertThat(report.findings())
                .anyMatch(finding -> finding.rule().equals("checksum-differs")
                        && finding.where().equals("m/20240101_a.sql"));
    }
}
