package dev.migrationcontrol.source.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.source.MigrationReport;
import dev.migrationcontrol.source.SourceReport;
import dev.migrationcontrol.source.SystemReport;
import dev.migrationcontrol.source.TestTree;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products whose scripts are another's, or whose files have the names that people give them. */
class ProductsTest {
    private static final String TABLE = "CREATE TABLE t (id bigint);\n";

    @TempDir
    Path directory;

    private TestTree tree() {
        return new TestTree(directory);
    }

    private static List<String> versions(SourceReport report) {
        return report.systems().stream()
                .flatMap(system -> system.migrations().stream())
                .map(MigrationReport::version)
                .toList();
    }

    @Test
    void scriptsThatEntWritesAreOfWhoRunsThem() {
        SourceReport report = tree().with("go.mod", "require entgo.io/ent v0.13.1")
                .with("main.go", "package main\n\nimport \"entgo.io/ent/dialect/sql/schema\"\n")
                .with("ent/migrate/migrations/20240131100000_a.sql", TABLE)
                .with("ent/migrate/migrations/atlas.sum", "h1:x\n")
                .read();

        assertThat(report.systems()).extracting(SystemReport::system).containsExactly("atlas");
        assertThat(TestTree.rules(report)).doesNotContain("tool-without-scripts");
    }

    @Test
    void pairsWithSumsAreOfGolangMigrate() {
        SourceReport report = tree().with("go.mod", "require entgo.io/ent v0.13.1")
                .with("ent/migrate/migrations/20240131100000_a.up.sql", TABLE)
                .with("ent/migrate/migrations/20240131100000_a.down.sql", "DROP TABLE t;")
                .with("ent/migrate/migrations/atlas.sum", "h1:x\n")
                .read();

        assertThat(report.systems()).extracting(SystemReport::system).containsExactly("golang-migrate");
    }

    @Test
    void objectionsMigrationsAreOfKnex() {
        SourceReport report = tree().with("package.json", "{\"dependencies\": {\"objection\": \"3\", \"knex\": \"3\"}}")
                .with(
                        "migrations/20240131100000_a.js",
                        "exports.up = (knex) => knex.schema.createTable('t', (t) => t.increments());")
                .read();

        assertThat(report.systems()).extracting(SystemReport::system).containsExactly("knex");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Script0001 - Create.sql | Script0002 - Add it.sql | Script0001 - Create, Script0002 - Add it",
                "0001 - Create.sql | 0002 - Add it.sql | 0001, 0002",
                "2024-01-31 Create.sql | 2024-01-31 More.sql | 2024-01-31 Create, 2024-01-31 More",
                "20240131-1000-create.sql | 20240131-1100-more.sql | 20240131-1000-create, 20240131-1100-more",
                "V1__create.sql | V2__more.sql | 1, 2"
            })
    void scriptsOfDbUpHaveAnyName(String one, String other, String expected) {
        SourceReport report = tree().with("App/App.csproj", "<PackageReference Include=\"dbup-postgresql\"/>")
                .with("App/Program.cs", "DeployChanges.To.PostgresqlDatabase(c)")
                .with("App/Scripts/" + one, TABLE)
                .with("App/Scripts/" + other, "ALTER TABLE t ADD COLUMN a text;")
                .read();

        assertThat(report.systems()).extracting(SystemReport::system).containsExactly("dbup");
        assertThat(versions(report)).containsExactly(expected.split(", "));
    }

    @ParameterizedTest
    @CsvSource({
        "20240131100000_Add-Orders",
        "20240131100000_Add Orders",
        "20240131100000_v1.2",
        "20240131100000_Orders.sql",
        "202401311000000_Init"
    })
    void migrationsOfEntityFrameworkHaveAnyName(String name) {
        SourceReport report = tree().with(
                        "M/" + name + ".Designer.cs", "[Migration(\"" + name + "\")]\npartial class A {}")
                .with(
                        "M/" + name + ".cs",
                        "public partial class A : Migration { protected override void Up(MigrationBuilder b) { b.Sql(\"CREATE TABLE t (id int)\"); } }")
                .read();

        assertThat(report.systems()).extracting(SystemReport::system).containsExactly("ef-core");
        assertThat(versions(report)).containsExactly(name);
    }

    @Test
    void scriptsThatTheSettingsOfYoyoNameAreItsOwn() {
        SourceReport report = tree().with(
                        "yoyo.ini", "[DEFAULT]\nsources = %(here)s/db/changes\ndatabase = postgresql:///x\n")
                .with("db/changes/0001-a.sql", TABLE)
                .with("db/changes/0001-a.rollback.sql", "DROP TABLE t;")
                .read();

        assertThat(report.systems()).extracting(SystemReport::system).containsExactly("yoyo");
        assertThat(versions(report)).containsExactly("0001-a");
    }

    @ParameterizedTest
    @CsvSource({"nhost/nhost.toml", "nhost/config.yaml"})
    void migrationsOfNhostAreHasuras(String settings) {
        SourceReport report = tree().with(settings, "version = 1\n")
                .with("nhost/migrations/default/1706695200000_a/up.sql", TABLE)
                .with("nhost/migrations/default/1706695200000_a/down.sql", "DROP TABLE t;")
                .read();

        assertThat(report.systems()).extracting(SystemReport::system).containsExactly("hasura");
        assertThat(versions(report)).containsExactly("1706695200000");
    }

    @Test
    void foldersWithUpAndDownAloneAreNobodys() {
        SourceReport report = tree().with("db/1706695200000_a/up.sql", TABLE)
                .with("config.yaml", "name: x\n")
                .read();

        assertThat(report.systems()).extracting(SystemReport::system).doesNotContain("hasura", "diesel");
    }

    @Test
    void aWordAloneIsNoSystem() {
        SourceReport report = tree().with(
                        "README.md", "We left gormigrate, Piccolo, aerich, Hasura and pop behind us.\n")
                .with("notes.txt", "db-migrate, xormigrate, MikroORM, peewee_migrate, Temporal, Openfire\n")
                .read();

        assertThat(report.systems()).isEmpty();
        assertThat(report.findings()).isEmpty();
    }

    @Test
    void codeOfPiccoloThatIsNoMigrationIsNone() {
        SourceReport report = tree().with(
                        "tools.py",
                        "from piccolo.apps.migrations.auto import MigrationManager\n\nm = MigrationManager(migration_id='x')\n")
                .read();

        assertThat(report.systems()).isEmpty();
    }

    @Test
    void templatesAndTestsOfGoAreNoMigrations() {
        SourceReport report = tree().with(
                        "magefile.go",
                        "const t = `&xormigrate.Migration{\nID: \"` + date + `\",\nMigrate: func() {}}`\n")
                .with("a_test.go", "var m = &gormigrate.Migration{ID: \"1\", Migrate: nil}\n")
                .read();

        assertThat(report.systems()).isEmpty();
    }

    @Test
    void aProgramThatAsksWhichDatabaseItHasServesPostgresToo() {
        SourceReport report = tree().with(
                        "m/a.go",
                        "package m\n\nvar a = &xormigrate.Migration{\nID: \"1\",\nMigrate: func(tx *xorm.Engine) error {\n"
                                + "if tx.Dialect().URI().DBType == schemas.POSTGRES { return nil }\n"
                                + "_, err := tx.Exec(\"PRAGMA foreign_keys = OFF\")\nreturn err\n}}\n")
                .read();

        assertThat(report.systems())
                .singleElement()
                .extracting(SystemReport::database)
                .isEqualTo("postgresql");
    }

    @Test
    void whatAnotherDependencyNeedsIsNotUsed() {
        SourceReport report = tree().with(
                        "go.mod",
                        "require (\n\tgithub.com/mattermost/morph v1.1.0\n\tgithub.com/golang-migrate/migrate/v4 v4.19.1 // indirect\n)\n")
                .with("db/1_a.up.sql", TABLE)
                .with("db/1_a.down.sql", "DROP TABLE t;")
                .read();

        assertThat(report.systems()).extracting(SystemReport::system).containsExactly("morph");
    }

    @Test
    void migrationsOfAMemorySourceAreSqlMigrates() {
        SourceReport report = tree().with("go.mod", "require github.com/rubenv/sql-migrate v1.7.0\n")
                .with(
                        "store/init.go",
                        "package store\n\nimport migrate \"github.com/rubenv/sql-migrate\"\n\n"
                                + "var m = &migrate.MemoryMigrationSource{Migrations: []*migrate.Migration{\n"
                                + "\t{\n\t\tId: \"a_1\",\n\t\tUp: []string{`CREATE TABLE a (id int)`},\n\t},\n"
                                + "\t{\n\t\tId: \"a_2\",\n\t\tUp: []string{`ALTER TABLE a ADD b int`},\n\t},\n}}\n")
                .read();

        assertThat(report.systems()).extracting(SystemReport::system).containsExactly("sql-migrate");
        assertThat(versions(report)).containsExactly("a_1", "a_2");
    }

    @Test
    void scriptsOfYoyoThatNameNoParentAreItsOwnToo() {
        SourceReport report = tree().with("app.py", "from yoyo import read_migrations\nread_migrations('db/steps')\n")
                .with("db/steps/0001.a.sql", TABLE)
                .with("db/steps/0002.b.sql", "-- depends: 0001.a\nALTER TABLE t ADD COLUMN a text;\n")
                .read();

        assertThat(versions(report)).containsExactly("0001.a", "0002.b");
        assertThat(TestTree.rules(report)).doesNotContain("parent-missing");
    }

    @Test
    void scriptsCalledAfterDaysAreTold() {
        SourceReport report = tree().with("migrations/2024-01-31-a.sql", TABLE)
                .with("migrations/2024-02-01-b.sql", "ALTER TABLE t ADD COLUMN a text;\n")
                .read();

        assertThat(versions(report)).containsExactly("2024-01-31", "2024-02-01");
        assertThat(TestTree.rules(report)).doesNotContain("duplicate-version");
    }

    @Test
    void directoriesThatAProgramGivesToSqlxAreItsOwn() {
        SourceReport report = tree().with(
                        "Cargo.toml", "[dependencies]\nsqlx = { version = \"0.8\", features = [\"migrate\"] }\n")
                .with("src/main.rs", "sqlx::migrate!(\"db/changes\").run(&pool).await?;\n")
                .with("db/changes/1_a.sql", TABLE)
                .with("db/changes/2_b.sql", "ALTER TABLE t ADD COLUMN a text;\n")
                .read();

        assertThat(report.systems()).extracting(SystemReport::system).containsExactly("sqlx");
    }

    @Test
    void migrationsOfFluentAreOneHistoryInWhateverFolders() {
        String migration = "struct %s: AsyncMigration {\n  func prepare(on database: Database) async throws {}\n}\n";
        SourceReport report = tree().with("Package.swift", "\"fluent-postgres-driver\"\n")
                .with("Sources/App/Migrations/001/A.swift", migration.formatted("A"))
                .with("Sources/App/Migrations/002/B.swift", migration.formatted("B"))
                .read();

        assertThat(report.systems())
                .singleElement()
                .extracting(SystemReport::location)
                .isEqualTo("Sources/App/Migrations");
        assertThat(versions(report)).containsExactlyInAnyOrder("A", "B");
    }

    @Test
    void plainScriptsBelongToAToolOnlyWhereTheProjectNamesTheirDirectory() {
        SourceReport report = tree().with("package.json", "{\"dependencies\": {\"postgres-migrations\": \"5\"}}")
                .with("fixtures/1_rows.sql", "INSERT INTO t VALUES (1);")
                .read();

        assertThat(report.systems()).isEmpty();
    }
}
