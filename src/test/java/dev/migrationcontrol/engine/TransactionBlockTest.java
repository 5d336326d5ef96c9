package dev.migrationcontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.sql.Procedures;
import dev.migrationcontrol.sql.ReadScript;
import dev.migrationcontrol.sql.TransactionBlocks;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which statements cannot run inside of a transaction block: our reader says what the server says. */
class TransactionBlockTest {
    private static final String DATABASE = TestServer.createDatabase();
    private static final String COMMITS =
            "CREATE PROCEDURE app.fill(n int) LANGUAGE plpgsql AS $$ BEGIN FOR i IN 1..n LOOP"
                    + " INSERT INTO t VALUES (i); COMMIT; END LOOP; END $$;";
    private static final String CALLS =
            "CREATE PROCEDURE app.\"Fill twice\"() LANGUAGE plpgsql AS 'BEGIN CALL app.fill(1); END';";
    private static final String QUIET =
            "CREATE PROCEDURE quiet() LANGUAGE plpgsql AS $$ BEGIN PERFORM 'commit; rollback;'; END $$;";

    @BeforeAll
    static void prepare() {
        TestServer.execute(
                DATABASE,
                "CREATE TABLE t (id int PRIMARY KEY, b int); CREATE INDEX tb ON t (b); CREATE SCHEMA app;"
                        + " CREATE TABLE m (d date NOT NULL) PARTITION BY RANGE (d);"
                        + " CREATE TABLE m1 PARTITION OF m FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');"
                        + " CREATE TYPE mood AS ENUM ('ok'); CREATE MATERIALIZED VIEW mv AS SELECT id FROM t;"
                        + " CREATE UNIQUE INDEX ON mv (id);" + COMMITS + CALLS + QUIET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VACUUM",
                "vacuum (analyze) t",
                "ALTER SYSTEM SET work_mem = '5MB'",
                "CREATE DATABASE other",
                "DROP DATABASE IF EXISTS other",
                "ALTER DATABASE postgres SET TABLESPACE pg_default",
                "CREATE TABLESPACE x LOCATION '/nowhere'",
                "DROP TABLESPACE IF EXISTS x",
                "CREATE INDEX CONCURRENTLY ON t (b)",
                "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS tu ON t (id)",
                "create /* c */ unique -- d\n index concurrently tx on t (id)",
                "DROP INDEX CONCURRENTLY tb",
                "DROP INDEX CONCURRENTLY IF EXISTS tb",
                "REINDEX TABLE CONCURRENTLY t",
                "REINDEX INDEX CONCURRENTLY tb",
                "REINDEX (CONCURRENTLY) TABLE t",
                "REINDEX (VERBOSE, CONCURRENTLY true) INDEX tb",
                "REINDEX SCHEMA app",
                "REINDEX SCHEMA CONCURRENTLY app",
                "REINDEX DATABASE CONCURRENTLY postgres",
                "REINDEX (VERBOSE) SCHEMA app",
                "CLUSTER",
                "CLUSTER VERBOSE",
                "DISCARD ALL",
                "ALTER TABLE m DETACH PARTITION m1 CONCURRENTLY",
                "alter table if exists only public.m detach partition public.m1 concurrently",
                "CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1 port=1' PUBLICATION p",
                "COMMIT PREPARED 'x'",
                "ROLLBACK PREPARED 'x'",
                "CALL app.fill(1)",
                "call fill(1)",
                "CALL app.\"Fill twice\"()",
                "DO $$ BEGIN COMMIT; END $$",
                "DO $x$ BEGIN IF true THEN ROLLBACK; END IF; END $x$ LANGUAGE plpgsql",
                "DO LANGUAGE plpgsql 'BEGIN PERFORM 1; COMMIT AND CHAIN; END'",
                "DO $$ BEGIN FOR i IN 1..2 LOOP CALL app.fill(1); END LOOP; END $$"
            })
    void arePutOutside(String statement) {
        assertThat(said(statement)).as(statement).isNotNull();
        assertThat(refusedByServer(statement)).as(statement).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ANALYZE t",
                "CREATE INDEX ON t (b)",
                "CREATE INDEX concurrently_b ON t (b)",
                "CREATE INDEX \"concurrently\" ON t (b)",
                "DROP INDEX tb",
                "REINDEX TABLE t",
                "REINDEX (CONCURRENTLY false) TABLE t",
                "REINDEX INDEX tb",
                "CLUSTER t USING tb",
                "CLUSTER VERBOSE t USING tb",
                "REFRESH MATERIALIZED VIEW CONCURRENTLY mv",
                "ALTER TYPE mood ADD VALUE 'new'",
                "ALTER TABLE m DETACH PARTITION m1",
                "ALTER DATABASE postgres SET work_mem = '5MB'",
                "CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1 port=1' PUBLICATION p WITH (connect = false)",
                "DISCARD PLANS",
                "CALL quiet()",
                "DO $$ BEGIN PERFORM 'commit;'; /* COMMIT; */ END $$",
                "SELECT 'VACUUM'",
                "CREATE TABLE vacuum_it (id int)"
            })
    void stayInside(String statement) {
        assertThat(said(statement)).as(statement).isNull();
        assertThat(refusedByServer(statement)).as(statement).isFalse();
    }

    private static @Nullable String said(String statement) {
        Procedures procedures = new Procedures();
        procedures.read(COMMITS + CALLS + QUIET);
        return TransactionBlocks.refused(ReadScript.of(statement).statements().get(0), procedures::endTransactions);
    }

    /** Active SQL transaction, or invalid transaction termination. */
    private static boolean refusedByServer(String sql) {
        String state = "";
        try (Connection connection = TestServer.connect(DATABASE);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                statement.execute(sql.replace("call fill", "call app.fill"));
            } catch (SQLException e) {
                state = String.valueOf(e.getSQLState());
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return state.equals("25001") || state.equals("2D000");
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER TABLE m DETACH PARTITION m1 CONCURRENTLY; CREATE TABLE x (i int) | ALTER TABLE … DETACH PARTITION",
                "CREATE TABLE x (i int); CALL fill(1) | CALL of a procedure that ends transactions",
                "CREATE TABLE x (i int); REINDEX TABLE CONCURRENTLY t | REINDEX CONCURRENTLY"
            })
    void saysHowToRunBothKinds(String script, String name) {
        Project project = new Project(folder)
                .write("V1__a.sql", "CREATE TABLE t (id int PRIMARY KEY);", "CREATE SCHEMA app;", COMMITS)
                .write("V2__b.sql", script + ";");
        RunFailure failure =
                new Ours(project, TestServer.createDatabase()).upgrade().requireFailure();
        assertThat(failure.reason()).isEqualTo(RunFailure.Reason.SCRIPT_INVALID);
        assertThat(failure.message())
                .contains(name, "executeInTransaction=false into V2__b.sql.conf", "mixed=true", "line 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DO $$ BEGIN EXECUTE 'commit'; EXECUTE 'CALL fill()'; END $$ | 0A000 |",
                "SELECT hidden() | 2D000 | executeInTransaction=false into V2__b.sql.conf",
                "REINDEX TABLE m | 25001 | V2__b.sql.conf",
                "ALTER TYPE mood ADD VALUE 'new'; INSERT INTO moods VALUES ('new') | 55P04 | must be committed before",
                "CREATE INDEX CONCURRENTLY ON m (d) | 0A000 | ON ONLY"
            })
    void saysWhatTheServerLeavesOut(String script, String sqlState, @Nullable String hint) {
        Project project = new Project(folder)
                .write(
                        "V1__a.sql",
                        "CREATE TABLE m (d date NOT NULL) PARTITION BY RANGE (d);",
                        "CREATE TABLE m1 PARTITION OF m FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');",
                        "CREATE TYPE mood AS ENUM ('ok');",
                        "CREATE TABLE moods (m mood);",
                        "CREATE FUNCTION hidden() RETURNS void LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$;")
                .write("V2__b.sql", script + ";");
        RunFailure failure =
                new Ours(project, TestServer.createDatabase()).upgrade().requireFailure();
        RunFailure.ServerError error = failure.error();
        assertThat(error).as(failure.message()).isNotNull();
        assertThat(error.sqlState()).as(failure.message()).isEqualTo(sqlState);
        if (hint != null) {
            assertThat(error.hint()).contains(hint);
        }
    }

    @Test
    void runsACallOfAProcedureThatCommits() {
        Project project = new Project(folder)
                .write("V1__a.sql", "CREATE TABLE t (id int);", "CREATE SCHEMA app;", COMMITS)
                .write("V2__b.sql", "CALL app.fill(2);")
                .write("V3__c.sql", "DO $$ BEGIN INSERT INTO t VALUES (9); ROLLBACK; INSERT INTO t VALUES (3); END $$");
        String database = TestServer.createDatabase();
        assertThat(new Ours(project, database).upgrade().ran()).hasSize(3);
        assertThat(Picture.query(database, "SELECT id FROM t ORDER BY 1")).containsExactly("1", "2", "3");
    }
}
