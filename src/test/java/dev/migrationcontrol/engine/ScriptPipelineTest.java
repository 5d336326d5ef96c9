package dev.migrationcontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.engine.RunFailure.Reason;
import dev.migrationcontrol.engine.RunFailure.ServerError;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements that are sent before those in front of them are answered: the outcome is as if each had waited. */
class ScriptPipelineTest {
    private static final int MANY = 2 * ScriptPipeline.MOST_STATEMENTS + 50;

    @TempDir
    private Path folder;

    private final String database = TestServer.createDatabase();
    private Project project;
    private Ours ours;

    @BeforeEach
    void createTable() {
        project = new Project(folder).write("V1__t.sql", "CREATE TABLE t (id int PRIMARY KEY, at timestamptz);");
        ours = new Ours(project, database);
        assertThat(ours.upgrade().succeeded()).isTrue();
    }

    @Test
    void runsMoreStatementsThanAreSentAtOnce() {
        project.write("V2__many.sql", inserts(MANY));
        assertThat(ours.upgrade().failure()).isNull();
        assertThat(query("SELECT count(*) || ' ' || (count(DISTINCT at) > 1) FROM t"))
                .containsExactly(MANY + " true");
        assertThat(query("SELECT execution_time BETWEEN 0 AND 60000 FROM flyway_schema_history"))
                .containsExactly("t", "t");
    }

    @Test
    void namesTheStatementThatFailedAmongThoseOnTheWay() {
        String[] statements = inserts(MANY);
        statements[MANY - 10] = "INSERT INTO t VALUES (1, clock_timestamp());";
        project.write("V2__many.sql", statements);
        RunFailure failure = ours.upgrade().requireFailure();
        assertThat(failure.error()).isEqualTo(new ServerError(MANY - 9, MANY - 9, "23505", null));
        assertThat(failure.effect()).isEqualTo("Everything that V2__many.sql did was rolled back.");
        assertThat(query("SELECT count(*) FROM t")).containsExactly("0");
        assertThat(query("SELECT count(*) FROM flyway_schema_history")).containsExactly("1");
    }

    @Test
    void readsAnswersThatAreLargerThanAnyBufferWhileStatementsWait() {
        project.write(
                "V2__large.sql",
                "SELECT repeat('x', 1000) FROM generate_series(1, 100000);",
                "DO $$ BEGIN FOR i IN 1..2000 LOOP RAISE NOTICE '%', repeat('n', 2000); END LOOP; END $$;",
                "INSERT INTO t VALUES (1, now());",
                "-- " + "long ".repeat(ScriptPipeline.MOST_CHARACTERS),
                "INSERT INTO t VALUES (2, now());",
                "SELECT repeat('y', 1000) FROM generate_series(1, 100000);");
        assertThat(ours.upgrade().failure()).isNull();
        assertThat(query("SELECT id FROM t ORDER BY id")).containsExactly("1", "2");
    }

    @Test
    void commitsNothingWhenWhatIsCheckedAtTheEndFails() {
        project.write(
                "V2__deferred.sql",
                "CREATE TABLE child (id int REFERENCES t DEFERRABLE INITIALLY DEFERRED);",
                "INSERT INTO child VALUES (7);");
        RunFailure failure = ours.upgrade().requireFailure();
        assertThat(failure.reason()).isEqualTo(Reason.STATEMENT_FAILED);
        assertThat(failure.message()).contains("violates foreign key constraint");
        assertThat(query("SELECT to_regclass('child') IS NULL")).containsExactly("t");
        project.write("V2__deferred.sql", "CREATE TABLE child (id int);");
        assertThat(ours.upgrade().failure()).isNull();
        assertThat(query("SELECT installed_rank FROM flyway_schema_history WHERE success ORDER BY 1"))
                .containsExactly("1", "2");
    }

    /** The server ends the transaction at the statement, so that is sure although the commit was on its way. */
    @Test
    void isSureThatNothingStaysWhenTheServerEndsTheSessionItself() {
        project.write("V2__slow.sql", "INSERT INTO t VALUES (1, now());", "SELECT pg_sleep(60);");
        CompletableFuture<RunFailure> run =
                CompletableFuture.supplyAsync(() -> ours.upgrade().requireFailure());
        Awaitility.await()
                .until(() -> query("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND wait_event = 'PgSleep'")
                        .equals(List.of("1")));
        TestServer.execute(
                "postgres",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database
                        + "' AND wait_event = 'PgSleep'");
        RunFailure failure = run.join();
        assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(failure.leavesDoubt()).isFalse();
        assertThat(failure.effect()).isEqualTo("Everything that V2__slow.sql did was rolled back.");
        assertThat(query("SELECT count(*) FROM t")).containsExactly("0");
    }

    @Test
    void waitsForTheAnswerToEachStatementThatEndsATransactionOrCopies() {
        project.write(
                "V2__savepoint.sql",
                "INSERT INTO t VALUES (1, now());",
                "SAVEPOINT s;",
                "INSERT INTO t VALUES (2, now());",
                "ROLLBACK TO s;",
                "COPY t FROM stdin;",
                "3\t2026-01-01",
                "\\.",
                "INSERT INTO t VALUES (4, now());");
        assertThat(ours.upgrade().failure()).isNull();
        assertThat(query("SELECT id FROM t ORDER BY id")).containsExactly("1", "3", "4");
    }

    /** A COMMIT among them would end what the failure before it aborted, and the rest would run by itself. */
    @Test
    void runsNothingAfterAFailureInFrontOfAnOwnCommit() {
        project.write(
                "V2__commit.sql",
                "INSERT INTO t VALUES (1, now());",
                "INSERT INTO nowhere VALUES (1);",
                "COMMIT;",
                "INSERT INTO t VALUES (2, now());");
        RunFailure failure = ours.upgrade().requireFailure();
        assertThat(failure.message()).contains("nowhere");
        assertThat(query("SELECT count(*) FROM t")).containsExactly("0");
    }

    private static String[] inserts(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "INSERT INTO t VALUES (" + i + ", statement_timestamp());")
                .toArray(String[]::new);
    }

    private List<String> query(String sql) {
        return TestServer.query(database, sql);
    }
}
