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
}
