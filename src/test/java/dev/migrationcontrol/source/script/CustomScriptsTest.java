package dev.migrationcontrol.source.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.source.SourceReport;
import dev.migrationcontrol.source.TestTree;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbered files, and who runs them. */
class CustomScriptsTest {
    @TempDir
    Path directory;

    private TestTree tree() {
        return new TestTree(directory);
    }

    @Test
    void runnersWithoutAVersionTableAreNamed() {
        SourceReport report = tree().with("db/repair/001_a.sql", "CREATE TABLE a (id int);\n")
                .with("db/repair/002_b.sql", "CREATE TABLE b (id int);\n")
                .with(
                        "db/repair.go",
                        "package db\n//go:embed repair/*.sql\nvar files embed.FS\nfunc run() { files.ReadDir(\"repair\"); tx.Exec(sql) }\n")
                .read();
        assertThat(report.findings())
                .filteredOn(finding -> finding.rule().startsWith("scripts-without"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("scripts-without-history");
                    assertThat(finding.detail()).contains("db/repair.go:2");
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

    @Test
    void filesThatNothingRunsAreNamed() {
        SourceReport report = tree().with("sql/001_a.sql", "CREATE TABLE a (id int);\n")
                .with("sql/002_b.sql", "CREATE TABLE b (id int);\n")
                .read();
        assertThat(TestTree.rules(report)).contains("scripts-without-runner");
    }

    @Test
    void aProgramForPostgresMayHaveScriptsThatNameAnotherDatabase() {
        SourceReport report = tree().with(
                        "db/changes/001_a.sql", "CREATE TABLE a (id int);\n-- x\nPRAGMA foreign_keys;\n")
                .with("db/changes/002_b.sql", "CREATE TABLE b (id int);\n")
                .with(
                        "db/run.py",
                        "import psycopg\nfor f in sorted(glob('db/changes/*.sql')):\n    cur.execute(open(f).read())\n    cur.execute('INSERT INTO schema_migrations VALUES (%s)', f)\n")
                .read();
        assertThat(report.systems())
                .singleElement()
                .satisfies(system -> assertThat(system.database()).isEqualTo("postgresql"));
    }

    @Test
    void aRunnerOfTestsIsNoSecondSystem() {
        SourceReport report = tree().with("alembic.ini", "[alembic]\n")
                .with("versions/a1_x.py", "revision = 'a1'\ndown_revision = None\n\ndef upgrade():\n    pass\n")
                .with(
                        "tests/helper.py",
                        "import psycopg\nfor f in sorted(glob('db/changes/*.sql')):\n    cur.execute(open(f).read())\n    cur.execute('INSERT INTO schema_migrations VALUES (%s)', f)\n")
                .read();
        assertThat(report.systems()).hasSize(2);
        assertThat(TestTree.rules(report)).doesNotContain("several-systems");
    }
}
