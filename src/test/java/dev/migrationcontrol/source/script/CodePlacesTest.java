package dev.migrationcontrol.source.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.source.SourceReport;
import dev.migrationcontrol.source.SystemReport;
import dev.migrationcontrol.source.TestTree;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose migrations are whose: of other databases, of templates, of folders made by mistake, of programs that are given them. */
class CodePlacesTest {
    private static final String KYSELY =
            "import { Kysely } from 'kysely'\n\nexport async function up(db: Kysely<unknown>) {\n  await db.schema.createTable('t').execute()\n}\n";
    private static final String TABLE = "CREATE TABLE t (id bigint);\n";
    private static final String MORE = "ALTER TABLE t ADD COLUMN a text;\n";

    @TempDir
    Path directory;

    private TestTree tree() {
        return new TestTree(directory);
    }

    @ParameterizedTest
    @CsvSource({
        "better-sqlite3, sqlite",
        "sqlite3, sqlite",
        "mysql2, mysql",
        "pg, postgresql",
        "lodash, postgresql",
    })
    void theOnlyDriverOfThePackageTellsTheDatabase(String driver, String database) {
        SourceReport report = tree().with("package.json", "{\"dependencies\": {\"pg\": \"8\"}}")
                .with("store/package.json", "{\"dependencies\": {\"kysely\": \"0.27\", \"" + driver + "\": \"1\"}}")
                .with("store/migrations/001-init.ts", KYSELY)
                .read();

        assertThat(report.systems()).extracting(SystemReport::database).containsExactly(database);
    }

    @Test
    void whatAProgramWritesIsATemplate() {
        SourceReport report = tree().with("package.json", "{\"dependencies\": {\"kysely\": \"0.27\"}}")
                .with("bin/create.ts", "await fs.writeFile(path, template)\n\nconst template = `" + KYSELY + "`\n")
                .with("src/migrations/20240131-init.ts", KYSELY)
                .read();

        assertThat(report.systems()).extracting(SystemReport::location).containsExactly("src/migrations");
    }

    @Test
    void aFolderInOneOfItsNameBelongsToThat() {
        SourceReport report = tree().with("package.json", "{\"dependencies\": {\"kysely\": \"0.27\"}}")
                .with("src/migrations/20240131-init.ts", KYSELY)
                .with("src/migrations/migrations/20240201-more.ts", KYSELY)
                .read();

        assertThat(report.systems())
                .singleElement()
                .satisfies(system -> assertThat(system.migrations()).hasSize(2));
    }

    @Test
    void whatAToolKnowsIsNoRunnersOwn() {
        String migrations = "var all = []*gormigrate.Migration{\n"
                + "{ID: \"1\", Migrate: func(tx *gorm.DB) error { return tx.Exec(`CREATE TABLE a (id int)`).Error }},\n"
                + "{ID: \"2\", Migrate: func(tx *gorm.DB) error { return tx.Exec(`ALTER TABLE a ADD b int`).Error }},\n}\n";
        SourceReport report = tree().with("go.mod", "require github.com/go-gormigrate/gormigrate/v2 v2.1.0\n")
                .with("db/db.go", "package db\n\n" + migrations)
                .with(
                        "db/versioncheck.go",
                        "package db\n\nfunc set(db *sql.DB) {\n"
                                + "db.Exec(`CREATE TABLE IF NOT EXISTS database_version (id int, version text)`)\n"
                                + "db.QueryRow(`SELECT version FROM database_version`)\n"
                                + "db.Exec(`INSERT INTO database_version (id, version) VALUES (1, $1)`, v)\n}\n")
                .read();

        assertThat(report.systems()).extracting(SystemReport::system).containsExactly("gormigrate");
    }

    @Test
    void theOnlyScriptsAreThoseOfAProgramThatIsGivenTheirDirectory() {
        String program = "package dbx\n\nfunc Migrate(path string) error {\n"
                + "dir, _ := os.Open(path)\nfiles, _ := dir.Readdir(0)\nfor _, f := range files {\n"
                + "b, _ := os.ReadFile(path + \"/\" + f.Name())\ntx.Exec(string(b))\n"
                + "tx.Exec(\"INSERT INTO migrations_history (version, filename) VALUES ($1, $2)\", v, f.Name())\n}\n"
                + "conn.Exec(`CREATE TABLE IF NOT EXISTS migrations_history (version BIGINT, filename TEXT)`)\n"
                + "conn.QueryRow(\"SELECT MAX(version) FROM migrations_history\")\nreturn nil\n}\n";
        SourceReport report = tree().with("app/dbx/migrate.go", program)
                .with("app/dbx/migrate_test.go", "package dbx\n\nvar p = \"app/dbx/testdata/migration_success\"\n")
                .with("app/dbx/testdata/migration_success/210001010000_a.sql", TABLE)
                .with("app/dbx/testdata/migration_success/210001010001_b.sql", MORE)
                .with("migrations/201701261850_a.up.sql", TABLE)
                .with("migrations/201701281131_b.up.sql", MORE)
                .read();

        assertThat(report.systems())
                .filteredOn(system -> !system.forTests())
                .singleElement()
                .satisfies(system -> {
                    assertThat(system.location()).isEqualTo("migrations");
                    assertThat(system.versionTable()).isEqualTo("migrations_history");
                    assertThat(system.runner()).isNotNull();
                });
    }

    @ParameterizedTest
    @CsvSource({
        "schema, migration-1-0000-20190730.sql, migration-1-0001-20190730.sql",
        "db/upgrades, Install.v3.sql, Install.v4.sql",
        "migrations, update_7.sql, update_8.sql"
    })
    void scriptsWithAWordBeforeTheirNumberAreAHistory(String home, String one, String two) {
        SourceReport report = tree().with(home + "/" + one, TABLE)
                .with(home + "/" + two, MORE)
                .read();

        assertThat(report.systems()).extracting(SystemReport::location).containsExactly(home);
        assertThat(report.systems().get(0).migrations()).hasSize(2);
    }

    @Test
    void scriptsThatTheBuildPutsIntoAProgramAreItsOwn() {
        SourceReport report = tree().with(
                        "src/migrate.ts",
                        "import { migrations } from \"./generated/sql.ts\";\n\n"
                                + "await c.query(`create table if not exists ${s}.migrations(id int primary key, ts timestamptz)`);\n"
                                + "for (const name of Object.keys(migrations)) {\n  await c.query({ text: `insert into ${s}.migrations (id) values ($1)` });\n"
                                + "  await c.query(migrations[name]);\n}\nawait c.query(`select id from ${s}.migrations order by id desc limit 1`);\n")
                .with("sql/000001.sql", TABLE)
                .with("sql/000002.sql", MORE)
                .read();

        assertThat(report.systems()).extracting(SystemReport::location).isEqualTo(List.of("sql"));
    }
}
