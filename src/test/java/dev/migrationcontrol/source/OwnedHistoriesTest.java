package dev.migrationcontrol.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose the scripts of a folder are: tests', another system's, a library's, or a program's that only looks like a tool. */
class OwnedHistoriesTest {
    private static final String A = "CREATE TABLE a (id bigint PRIMARY KEY);\n";
    private static final String B = "ALTER TABLE a ADD COLUMN note text;\n";
    private static final String RUNNER = """
            package store

            import "embed"

            //go:embed migrations
            var files embed.FS

            func migrate(db *sql.DB) error {
            	db.Exec("CREATE TABLE IF NOT EXISTS steps_history (version bigint, ran_at timestamptz)")
            	db.QueryRow("SELECT version FROM steps_history ORDER BY version DESC LIMIT 1").Scan(&now)
            	entries, _ := files.ReadDir("migrations")
            	for _, entry := range entries {
            		if strings.HasSuffix(entry.Name(), ".up.sql") {
            			text, _ := files.ReadFile("migrations/" + entry.Name())
            			db.Exec(string(text))
            			db.Exec("INSERT INTO steps_history (version, ran_at) VALUES ($1, now())", number(entry))
            		}
            	}
            	return nil
            }
            """;

    @TempDir
    Path directory;

    private TestTree tree() {
        return new TestTree(directory);
    }

    private TestTree scripts(String folder) {
        return tree().with(folder + "/001_a.sql", A).with(folder + "/002_b.sql", B);
    }

    @Test
    void foldersThatOnlyTestsEmbedAreTheTests() {
        scripts("runner/migration/main");
        SourceReport report = tree().with(
                        "runner/run_test.go", "package runner\n\n//go:embed migration/*/*.sql\nvar f embed.FS\n")
                .read();

        assertThat(report.systems()).singleElement().satisfies(system -> {
            assertThat(system.forTests()).isTrue();
            assertThat(system.evidence()).contains("only tests take its scripts in: runner/run_test.go:3");
        });
    }

    @Test
    void foldersThatAProgramEmbedsTooAreNot() {
        scripts("runner/migration/main");
        SourceReport report = tree().with(
                        "runner/run_test.go", "package runner\n\n//go:embed migration/*/*.sql\nvar f embed.FS\n")
                .with("runner/run.go", "package runner\n\n//go:embed migration\nvar g embed.FS\n")
                .read();

        assertThat(report.systems())
                .singleElement()
                .satisfies(system -> assertThat(system.forTests()).isFalse());
    }

    @Test
    void theSameScriptsInTwoPlacesAreOneHistory() {
        scripts("driver-one/migrations");
        scripts("driver-two/migrations");

        assertThat(tree().read().systems())
                .singleElement()
                .satisfies(system ->
                        assertThat(system.evidence()).contains("the same scripts lie in driver-two/migrations"));
    }

    @Test
    void scriptsThatDifferAreTwo() {
        scripts("driver-one/migrations");
        scripts("driver-two/migrations").with("driver-two/migrations/003_c.sql", "DROP TABLE a;\n");

        assertThat(tree().read().systems()).hasSize(2);
    }

    @Test
    void scriptsThatMigrationsInCodeReadAreTheirs() {
        SourceReport report = tree().with(
                        "Data/Migrations/20240131100000_Init.cs", code("20240131100000_Init", "001.Init.sql"))
                .with("Data/Migrations/20240201100000_More.cs", code("20240201100000_More", "002.More.sql"))
                .with("Data/DBScripts/001.Init.sql", A)
                .with("Data/DBScripts/002.More.sql", B)
                .read();

        assertThat(report.systems()).extracting(SystemReport::system).containsExactly("ef-core");
    }

    private static String code(String name, String script) {
        return "[DbContext(typeof(Shop))]\n[Migration(\"" + name + "\")]\n[Script(\"" + script
                + "\")]\npublic partial class A : Migration { protected override void Up(MigrationBuilder b) { Run(b); } }\n";
    }

    @Test
    void scriptsForALibraryThatIsNotKnownAreSaidToBe() {
        scripts("upgrades");
        SourceReport report = tree().with(
                        "upgrades/upgrades.go",
                        "package upgrades\n\n//go:embed *.sql\nvar raw embed.FS\n\nvar Table = lib.Build(raw)\n")
                .read();

        Finding finding = report.findings().stream()
                .filter(each -> each.rule().equals("scripts-without-runner"))
                .findFirst()
                .orElseThrow();
        assertThat(finding.severity()).isEqualTo(Severity.INFO);
        assertThat(finding.detail()).contains("upgrades/upgrades.go:3");
    }

    @Test
    void pairsThatAProgramOfTheTreeRunsAreItsOwn() {
        SourceReport report = pairs().with("go.mod", "module shop\n").read();

        assertThat(report.systems()).singleElement().satisfies(system -> {
            assertThat(system.system()).isEqualTo("custom");
            assertThat(system.versionTable()).isEqualTo("steps_history");
        });
    }

    @Test
    void pairsOfATreeThatNeedsTheToolAreTheTools() {
        SourceReport report = pairs().with(
                        "go.mod", "module shop\n\nrequire github.com/golang-migrate/migrate/v4 v4.17.0\n")
                .read();

        assertThat(report.systems())
                .singleElement()
                .satisfies(system -> assertThat(system.system()).isEqualTo("golang-migrate"));
    }

    private TestTree pairs() {
        return tree().with("docs/notes.go", "// as golang-migrate does it\npackage docs\n")
                .with("store/run.go", RUNNER)
                .with("store/migrations/001_a.up.sql", A)
                .with("store/migrations/001_a.down.sql", "DROP TABLE a;\n")
                .with("store/migrations/002_b.up.sql", B)
                .with("store/migrations/002_b.down.sql", "ALTER TABLE a DROP COLUMN note;\n");
    }

    @Test
    void shortHistoriesAreSeenNextToLongerOnesOfTheSameKind() {
        for (String module : new String[] {"users", "rooms"}) {
            tree().with(module + "/storage/deltas/20240131_a.go", delta("CREATE TABLE a (id bigint)"))
                    .with(module + "/storage/deltas/20240201_b.go", delta("ALTER TABLE a ADD b text"));
        }
        SourceReport report = tree().with("users/storage/deltas/20240202_c.go", delta("ALTER TABLE a ADD c text"))
                .with("internal/migrate.go", """
                        package internal

                        const create = "CREATE TABLE IF NOT EXISTS db_migrations (version TEXT PRIMARY KEY, time TEXT)"
                        const insert = "INSERT INTO db_migrations (version, time) VALUES ($1, $2)"
                        const now = "SELECT version FROM db_migrations"

                        func Up(db *sql.DB, all []Migration) { db.Exec(create); db.Query(now); db.Exec(insert) }
                        """)
                .read();

        assertThat(report.systems())
                .extracting(SystemReport::location)
                .containsExactlyInAnyOrder("users/storage/deltas", "rooms/storage/deltas");
    }

    @Test
    void numberedFoldersOfPairsAreOneHistory() {
        for (int folder = 0; folder < 4; folder++) {
            tree().with("db/postgres/" + folder + "/01_a.up.sql", "CREATE TABLE a" + folder + " (id bigint);\n")
                    .with("db/postgres/" + folder + "/02_b.up.sql", "ALTER TABLE a" + folder + " ADD b text;\n");
        }
        SourceReport report = tree().with("go.mod", "require github.com/golang-migrate/migrate/v4 v4.17.0\n")
                .read();

        assertThat(report.systems()).singleElement().satisfies(system -> {
            assertThat(system.location()).isEqualTo("db/postgres");
            assertThat(system.migrations()).hasSize(8);
        });
    }

    @Test
    void straysInTheFolderOfAToolAreNoSystem() {
        SourceReport report = pairs().with("go.mod", "require github.com/golang-migrate/migrate/v4 v4.17.0\n")
                .with("store/migrations/003_c.up.sql", "CREATE TABLE c (id bigint);\n")
                .with("store/migrations/003_stray.sql", "SELECT 1;\n")
                .read();

        assertThat(report.systems()).extracting(SystemReport::system).containsExactly("golang-migrate");
    }

    @Test
    void aFolderCalledDb2IsForTheDatabaseThatItsScriptsSpeakTo() {
        SourceReport report = tree().with(
                        "internal/db2/migrations/001_a.sql", "CREATE TABLE a (id bigserial, d jsonb);\n")
                .with("internal/db2/migrations/002_b.sql", "ALTER TABLE a ADD t timestamptz;\n")
                .read();

        assertThat(report.systems())
                .singleElement()
                .satisfies(system -> assertThat(system.database()).isEqualTo("postgresql"));
    }

    @Test
    void aMarkOfSectionsInOneOfManyPairsIsALeftover() {
        for (int i = 1; i < 6; i++) {
            tree().with("db/migrations/00" + i + "_a.up.sql", "CREATE TABLE a" + i + " (id bigint);\n")
                    .with("db/migrations/00" + i + "_a.down.sql", "DROP TABLE a" + i + ";\n");
        }
        SourceReport report = tree().with("go.mod", "require github.com/golang-migrate/migrate/v4 v4.17.0\n")
                .with("db/migrations/003_a.up.sql", "-- +migrate Up\nCREATE TABLE a3 (id bigint);\n-- +migrate Down\n")
                .read();

        assertThat(report.systems()).extracting(SystemReport::system).containsExactly("golang-migrate");
    }

    @Test
    void scriptsOfTheFirstStartOfAServerAreNoMigrations() {
        SourceReport report = tree().with("db/initdb.d/01_schema.sql", A)
                .with("db/initdb.d/02_more.sql", B)
                .read();

        assertThat(report.systems()).isEmpty();
    }

    @Test
    void scriptsThatAGeneratorCopiedAreRunByTheProgramThatHasThem() {
        SourceReport report = tree().with("migrate/files/001_a.sql", "-- name: a\n\n" + A)
                .with("migrate/files/002_b.sql", "-- name: b\n\n" + B)
                .with("migrate/ddl_gen.go", """
                        package migrate

                        var migrations = []struct{ name, stmt string }{{"a", a}, {"b", b}}

                        const a = `
                        CREATE TABLE a (id bigint PRIMARY KEY);
                        `

                        const b = `
                        ALTER TABLE a ADD COLUMN note text;
                        `

                        const create = `CREATE TABLE IF NOT EXISTS migrations (name VARCHAR(255), UNIQUE(name))`
                        const insert = `INSERT INTO migrations (name) VALUES ($1)`
                        const done = `SELECT name FROM migrations`

                        func Migrate(db *sql.DB) error {
                        	db.Exec(create)
                        	db.Query(done)
                        	for _, migration := range migrations {
                        		db.Exec(migration.stmt)
                        		db.Exec(insert, migration.name)
                        	}
                        	return nil
                        }
                        """)
                .read();

        assertThat(report.systems()).singleElement().satisfies(system -> {
            assertThat(system.versionTable()).isEqualTo("migrations");
            assertThat(system.migrations()).hasSize(2);
        });
    }

    private static String delta(String sql) {
        return "package deltas\n\nfunc Up(tx *sql.Tx) error {\n\t_, err := tx.Exec(`" + sql + "`)\n\treturn err\n}\n";
    }
}
