package dev.migrationcontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.engine.RunFailure.Reason;
import dev.migrationcontrol.engine.RunFailure.ServerError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A script that makes its own session unusable fails at once, with the statement that did it. */
class BrokenSessionTest extends AfterFirstScript {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET client_encoding = 'LATIN1';",
                "SET NAMES 'WIN1252';",
                "SELECT set_config('client_encoding', 'SQL_ASCII', true);",
                "DO $$ BEGIN PERFORM set_config('client_' || 'encoding', 'LATIN1', false); END $$;",
                "SET datestyle TO 'German';",
                "SET DateStyle = 'SQL, DMY';",
                "SET LOCAL datestyle = 'postgres';",
            })
    void failsAtTheStatementThatSetsWhatTheDriverCannotRead(String sql) {
        project.write("V2__s.sql", "CREATE TABLE b (id int);", sql, "CREATE TABLE c (id int);");
        RunFailure failure = ours.upgrade().requireFailure();
        assertFailed(failure);
        assertThat(failure.effect()).isEqualTo("Everything that V2__s.sql did was rolled back.");
        assertThat(Picture.history(database, project)).hasSize(1);
        if (sql.contains("LOCAL") || sql.contains("true")) {
            return; // a warning outside of a transaction, and nothing more
        }
        project.write("V2__s.sql.conf", "executeInTransaction=false");
        failure = ours.upgrade().requireFailure();
        assertFailed(failure);
        assertThat(failure.effect()).startsWith("Statements 1 to 2 of V2__s.sql stay");
        assertRecordedAsFailed();
    }

    private static void assertFailed(RunFailure failure) {
        assertThat(failure.reason()).isEqualTo(Reason.CHECK_FAILED);
        assertThat(failure.message()).contains("Statement 2 sets ");
        assertThat(error(failure))
                .extracting(ServerError::statement, ServerError::line)
                .containsExactly(2, 2);
        assertThat(failure.mayPass()).isFalse();
    }

    @Test
    void acceptsSettingsThatSayWhatIsSoAnyway() {
        project.write(
                "V2__s.sql",
                "SET client_encoding = 'UTF8';",
                "SET NAMES 'utf-8';",
                "SET datestyle = 'ISO, DMY';",
                "SET standard_conforming_strings = on;",
                "INSERT INTO t VALUES (2);");
        assertThat(ours.upgrade().failure()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT pg_terminate_backend(pg_backend_pid());",
                "DO $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(5); END $$;",
            })
    void failsAtTheStatementThatEndsItsSession(String sql) {
        project.write("V2__s.sql", "CREATE TABLE b (id int);", sql);
        RunFailure failure = ours.upgrade().requireFailure();
        assertThat(failure.reason()).isEqualTo(Reason.CHECK_FAILED);
        assertThat(failure.message()).isEqualTo("Statement 2 ended the session that runs the script.");
        assertThat(error(failure).sqlState()).isEqualTo("57P01");
        assertThat(failure.mayPass()).isFalse();
        assertThat(failure.leavesDoubt()).isFalse();
        assertThat(failure.effect()).isEqualTo("Everything that V2__s.sql did was rolled back.");
    }

    @Test
    void leavesTheIndexesOfOthersAlone() {
        project.write("V2__a.sql", "CREATE TABLE a (id int, old_id int);", "CREATE TABLE b (id int);");
        assertThat(ours.upgrade().succeeded()).isTrue();
        TestServer.execute(database, "INSERT INTO b VALUES (1), (1)");
        project.write(
                "V3__o.sql",
                "CREATE INDEX CONCURRENTLY a_old_id ON a (old_id); -- b_id is another one",
                "CREATE EXTENSION dblink;",
                "SELECT 'b_id', dblink_exec('dbname=" + database + " user=postgres password=unused host=127.0.0.1 port="
                        + TestServer.port() + "', 'CREATE UNIQUE INDEX CONCURRENTLY b_id ON b (id)', false);");
        project.write("V3__o.sql.conf", "executeInTransaction=false");
        if (Picture.query(database, "SELECT name FROM pg_available_extensions WHERE name = 'dblink'")
                .isEmpty()) {
            return;
        }
        assertThat(ours.upgrade().failure()).isNull();
        assertThat(Picture.query(database, "SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid"))
                .containsExactly("b_id");
    }

    @Test
    void knowsWhichIndexesAStatementMayLeave() {
        assertLeaves("CREATE INDEX CONCURRENTLY \"My Index\" ON t (id)", "My Index", true);
        assertLeaves("create unique index concurrently if not exists t_ID on t (id)", "t_id", true);
        assertLeaves("CREATE INDEX CONCURRENTLY t_id_idx ON t (id)", "t_id", false);
        assertLeaves("CREATE INDEX CONCURRENTLY t_x ON t (id) WHERE v = 't_id' -- t_id", "t_id", false);
        assertLeaves("CREATE INDEX CONCURRENTLY t_x ON t (id)", "other", false);
        assertLeaves("CREATE INDEX CONCURRENTLY ON public.t (id)", "t_id_idx", true);
        assertLeaves("CREATE INDEX CONCURRENTLY ON u (id)", "t_id_idx", false);
        assertLeaves("REINDEX INDEX CONCURRENTLY t_id", "t_id_ccnew", true);
        assertLeaves("REINDEX INDEX CONCURRENTLY t_id", "t_id_ccold1", true);
        assertLeaves("REINDEX (VERBOSE, CONCURRENTLY) TABLE t", "t_id_ccnew", true);
        assertLeaves("REINDEX TABLE CONCURRENTLY u", "t_id_ccnew", false);
        assertLeaves("REINDEX SCHEMA CONCURRENTLY public", "t_id_ccnew", true);
        assertLeaves("REINDEX DATABASE CONCURRENTLY d", "t_id_ccnew", true);
        assertLeaves("DROP INDEX CONCURRENTLY public.t_id, u_id", "t_id", true);
        assertLeaves("CREATE INDEX /* a */ CONCURRENTLY -- b\n t_ID ON t (id)", "t_id", true);
        assertLeaves("CREATE INDEX CONCURRENTLY U&\"t_\\0069d\" ON t (id)", "t_id", true);
        assertLeaves("SELECT 1; DROP INDEX CONCURRENTLY IF EXISTS a, s.\"t_id\" CASCADE; SELECT 2", "t_id", true);
        assertLeaves("REINDEX (CONCURRENTLY off) INDEX t_id", "t_id_ccnew", false);
        assertLeaves("REINDEX (CONCURRENTLY) SCHEMA public", "t_id_ccnew", true);
        assertLeaves("CREATE INDEX t_id ON t (id)", "t_id", false);
        assertLeaves("INSERT INTO q VALUES ('CREATE INDEX CONCURRENTLY t_id ON t (id)')", "t_id", false);
        assertLeaves("SELECT '" + "x''".repeat(200_000) + "', $a$ t_id $a$ /* t_id */", "t_id", false);
    }

    @Test
    void knowsWhatAStatementMayDoToItsSession() {
        assertThat(clues("DO $$ BEGIN CALL p(); END $$").mayCommit()).isTrue();
        assertThat(clues("/* a */ CALL p()").mayCommit()).isTrue();
        assertThat(clues("DO $$ BEGIN COMMIT; END $$").mayCommit()).isTrue();
        assertThat(clues("DO $$ BEGIN RAISE NOTICE 'commit'; -- commit\n END $$")
                        .mayCommit())
                .isFalse();
        assertThat(clues("PREPARE /* a */ TRANSACTION 'a'").preparesTransaction())
                .isTrue();
        assertThat(clues("PREPARE transaction_ AS SELECT 1").preparesTransaction())
                .isFalse();
        assertThat(clues("DO $$ BEGIN PERFORM pg_terminate_backend(1); END $$").endsSessions())
                .isTrue();
        assertThat(clues("SELECT 1 /* pg_terminate_backend(1) */").endsSessions())
                .isFalse();
        assertThat(clues("DO $$ BEGIN EXECUTE 'SELECT pg_advisory_unlock(1)'; END $$")
                        .releasedBy())
                .isEqualTo(1);
        assertThat(clues("(SELECT pg_catalog.\"pg_advisory_unlock_all\"())").releasedBy())
                .isEqualTo(1);
        assertThat(clues("INSERT INTO t VALUES ('pg_advisory_unlock_all')").releasedBy())
                .isZero();
        assertThat(clues("DROP INDEX CONCURRENTLY a").isConcurrent()).isTrue();
        assertThat(clues("REFRESH MATERIALIZED VIEW CONCURRENTLY v").isConcurrent())
                .isTrue();
        assertThat(clues("COMMENT ON TABLE t IS 'concurrently'").isConcurrent()).isFalse();
    }

    @Test
    void knowsWhichIndexesAStatementIsContentWith() {
        assertThat(clues("CREATE UNIQUE INDEX /* a */ IF NOT EXISTS I ON ONLY S.t (a)")
                        .reusedIndexes())
                .containsExactly(new ReusedIndex("s", "i"));
        assertThat(clues("DO $$ BEGIN CREATE INDEX CONCURRENTLY IF NOT EXISTS \"I\" ON t (a); END $$")
                        .reusedIndexes())
                .containsExactly(new ReusedIndex("", "I"));
        assertThat(clues("CREATE INDEX i ON t (a)").reusedIndexes()).isEmpty();
        assertThat(clues("SELECT 'CREATE INDEX IF NOT EXISTS i ON t (a)'").reusedIndexes())
                .isEmpty();
    }

    private static StatementClues clues(String sql) {
        StatementClues clues = new StatementClues();
        clues.read(1, sql);
        return clues;
    }

    private static void assertLeaves(String sql, String index, boolean leaves) {
        InvalidIndex invalid = new InvalidIndex("public", index, "t", true);
        assertThat(ConcurrentBuild.in(sql).mayLeave(invalid))
                .as(sql.substring(0, Math.min(80, sql.length())))
                .isEqualTo(leaves);
    }

    @Test
    void readsTextsWithManyCommentsAndQuotes() {
        String text = "-- a line\n".repeat(100_000) + "/* and more */ ".repeat(100_000) + "SELECT 'concurrently "
                + "it''s ".repeat(100_000) + "', pg_advisory_unlock_all();";
        StatementClues clues = new StatementClues();
        clues.read(1, text);
        assertThat(clues.releasedBy()).isEqualTo(1);
        assertThat(clues.mayCommit() || clues.preparesTransaction()).isFalse();
        assertThat(clues.builds()).isEqualTo(ConcurrentBuild.NONE);
        assertThat(clues.isConcurrent() || clues.endsSessions()).isFalse();
        assertThat(new StatementTrail(false).ended(1, "ROLLBACK", text, true)).isEqualTo(StatementTrail.Ending.NONE);
    }
}
