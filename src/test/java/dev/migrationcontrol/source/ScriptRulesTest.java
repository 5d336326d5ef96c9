package dev.migrationcontrol.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.finding.Finding;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptRulesTest {
    @TempDir
    Path directory;

    private List<String> rulesOf(String up, String down) {
        return new TestTree(directory)
                        .with("m/1_a.sql", "-- +goose Up\n" + up + "\n-- +goose Down\n" + down + "\n")
                        .read()
                        .findings()
                        .stream()
                        .map(finding -> finding.rule() + " " + line(finding.where()))
                        .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE INDEX CONCURRENTLY i ON t (a); | needs-no-transaction 2",
                "CREATE TABLE a (i int); VACUUM a; | needs-no-transaction 2",
                "ALTER TYPE e ADD VALUE 'x'; UPDATE t SET a = 'x'; | enum-value-used-at-once 2",
                "COMMIT; | transaction-control 2",
                "BEGIN ISOLATION LEVEL SERIALIZABLE; | transaction-control 2",
                "DO $$ BEGIN COMMIT; END $$; | needs-no-transaction 2",
                "REINDEX (VERBOSE, CONCURRENTLY) TABLE t; | needs-no-transaction 2",
                "\\i other.sql | psql-command 2",
                "COPY t FROM STDIN; | copy-from-stdin 2"
            })
    void whatCannotRunIsToldWithItsLine(String up, String finding) {
        assertThat(rulesOf(up, "DROP TABLE t;")).contains(finding);
    }

    @Test
    void anIndexThatWentWithItsColumnCannotBeDropped() {
        String up = "ALTER TABLE t ADD COLUMN a int;\nCREATE INDEX i ON t (a);";
        assertThat(rulesOf(up, "ALTER TABLE t DROP COLUMN a;\nDROP INDEX i;"))
                .containsExactly("index-dropped-after-owner 6");
        assertThat(rulesOf(up, "DROP INDEX i;\nALTER TABLE t DROP COLUMN a;")).isEmpty();
        assertThat(rulesOf(up, "ALTER TABLE t DROP COLUMN a;\nDROP INDEX IF EXISTS i;"))
                .isEmpty();
        assertThat(rulesOf(up, "ALTER TABLE t DROP COLUMN b;\nDROP INDEX i;")).isEmpty();
    }

    @Test
    void anEmptyWayBackIsRightOnlyWhereTheSchemaStays() {
        assertThat(rulesOf("CREATE TABLE t (a int);", "")).containsExactly("down-empty 0");
        assertThat(rulesOf("UPDATE t SET a = 1;", "-- nothing")).containsExactly("down-empty-by-design 0");
    }

    @Test
    void wordsInsideOfQuotesAndCommentsAreNoStatements() {
        assertThat(rulesOf(
                        "INSERT INTO t VALUES ('VACUUM; COMMIT;'); -- VACUUM;\n/* /* x */ COMMIT; */ DO $x$ BEGIN VACUUM; END $x$;",
                        "DELETE FROM t;"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 2 END; END;",
                "CREATE RULE r AS ON INSERT TO t DO ALSO (UPDATE a SET i = 1; DELETE FROM b; );",
                "CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$;",
                "INSERT INTO t VALUES (E'it\\'s; COMMIT;');",
                "ROLLBACK TO SAVEPOINT a;"
            })
    void noPartOfAStatementIsTakenForTheEndOfATransaction(String up) {
        assertThat(rulesOf(up, "DROP TABLE t;")).isEmpty();
    }

    @Test
    void theRowsOfCopyAreNoStatements() {
        assertThat(rulesOf("COPY t FROM STDIN;\nCOMMIT;\nVACUUM t;\n\\.\nSELECT 1;", "DROP TABLE t;"))
                .containsExactly("copy-from-stdin 2");
    }

    @Test
    void literalsInCodeAreReadWithTheirEscapes() {
        SourceReport report = new TestTree(directory)
                .with("db/migrate/20240101000000_a.rb", """
                        class A < ActiveRecord::Migration[7.0]
                          def up
                            execute "DROP TABLE a;\\nCREATE TABLE \\"b\\" (\\n i int); -- x"
                          end
                        end
                        """)
                .with("db/schema.rb", "ActiveRecord::Schema[7.0].define(version: 2024_01_01_000000) do\nend\n")
                .read();
        assertThat(report.systems())
                .flatExtracting(SystemReport::migrations)
                .extracting(MigrationReport::lastingTables)
                .containsExactly(List.of("b"));
        assertThat(report.findings()).extracting(Finding::rule).doesNotContain("psql-command");
    }

    @Test
    void twoFilesOfOneVersionAndMissingParentsAreTold() {
        SourceReport report = new TestTree(directory)
                .with("m/1_a.sql", "-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 1;")
                .with("m/01_b.sql", "-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 1;")
                .with(
                        "v/b.py",
                        "revision = 'b'\ndown_revision = ('a', 'z')\ndef upgrade():\n    pass\ndef downgrade():\n    pass\n")
                .with("v/a.py", "revision: str = 'a'\ndown_revision: str | None = None\ndef upgrade():\n    pass\n")
                .read();
        assertThat(report.findings())
                .extracting(Finding::rule)
                .contains("duplicate-version", "parent-missing", "several-systems");
        assertThat(report.systems())
                .filteredOn(system -> system.system().equals("alembic"))
                .singleElement()
                .satisfies(system -> assertThat(system.history().heads()).containsExactly("b"));
    }

    @Test
    void mergesOfHeadsAreSeenAndLongChainsAreDrawnShort() {
        TestTree tree = new TestTree(directory);
        for (int i = 0; i < 200; i++) {
            tree.with(
                    "v/r" + i + ".py",
                    "revision = 'r" + i + "'\ndown_revision = " + (i == 0 ? "None" : "'r" + (i - 1) + "'") + "\n");
        }
        tree.with("v/x.py", "revision = 'x'\ndown_revision = 'r100'\n")
                .with("v/m.py", "revision = 'm'\ndown_revision = ('r199', 'x')\n");
        SystemReport system = tree.read().systems().get(0);
        assertThat(system.history().heads()).containsExactly("m");
        assertThat(system.history().merges()).containsExactly("m");
        assertThat(system.history().branchPoints()).containsExactly("r100");
        assertThat(system.history().diagram().lines().count()).isLessThan(15);
        assertThat(system.history().diagram()).contains("more\" -->");
    }

    /** 0 where a finding is about a whole file. */
    private static String line(String where) {
        return where.contains(":") ? where.replaceFirst("^.*:", "") : "0";
    }
}
