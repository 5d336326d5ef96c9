package dev.migrationcontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.engine.RunFailure.Reason;
import dev.migrationcontrol.engine.RunFailure.ServerError;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failure names its place, what the server said and what is left. */
class FailureDetailTest {
    @TempDir
    private Path folder;

    private final String database = TestServer.createDatabase();
    private Project project;
    private Ours ours;

    @BeforeEach
    void applyATable() {
        project = new Project(folder).write("V1__t.sql", "CREATE TABLE t (id int, name text);");
        ours = new Ours(project, database);
        assertThat(ours.upgrade().succeeded()).isTrue();
    }

    @Test
    void namesStatementLineStateAndHint() {
        project.write(
                "V2__f.sql",
                "-- a header",
                "/* of two",
                "   comments */",
                "INSERT INTO t VALUES (1, 'a');",
                "",
                "-- and one more",
                "SELECT id,",
                "       name,",
                "       nme",
                "  FROM t;");
        RunFailure failure = ours.upgrade().requireFailure();
        assertThat(failure.reason()).isEqualTo(Reason.STATEMENT_FAILED);
        assertThat(failure.message()).isEqualTo("column \"nme\" does not exist");
        assertThat(error(failure))
                .isEqualTo(new ServerError(2, 9, "42703", "Perhaps you meant to reference the column \"t.name\"."));
        assertThat(failure.effect()).isEqualTo("Everything that V2__f.sql did was rolled back.");
    }

    @Test
    void countsLinesOfEveryEncodingOfThem() {
        project.write("V2__f.sql", "\uFEFF-- bom\r\n\r\nSELECT 1;\r\nSELECT '🐘🐘🐘🐘',\r\n'x',\r\nnme\r\nFROM t;\r\n");
        assertThat(error(ours.upgrade().requireFailure()).line()).isEqualTo(6);
        project.write("V2__f.sql", "SELECT 1; SELECT 2;\n\n  SELECT\n\t3,\n\n 4 FROM\n nowhere");
        assertThat(error(ours.upgrade().requireFailure()))
                .extracting(ServerError::statement, ServerError::line)
                .containsExactly(3, 7);
        project.write("V2__f.sql", "INSERT INTO t VALUES\n(1, 'a'),\n('x', 'b');");
        assertThat(error(ours.upgrade().requireFailure()).line()).isEqualTo(3);
        project.write("V2__f.sql", "SELECT 1;\n\nDO $$ BEGIN\n  PERFORM 1 / 0;\nEND $$;");
        assertThat(error(ours.upgrade().requireFailure()))
                .extracting(ServerError::line, ServerError::sqlState)
                .containsExactly(3, "22012");
    }

    @Test
    void namesTheStatementOfCopiedData() {
        project.write("V2__f.sql", "SELECT 1;", "COPY t FROM stdin;", "1\tone", "x\ttwo", "\\.", "SELECT 2;");
        RunFailure failure = ours.upgrade().requireFailure();
        assertThat(failure.message()).contains("invalid input syntax for type integer");
        assertThat(error(failure))
                .extracting(ServerError::statement, ServerError::line)
                .containsExactly(2, 4);
    }

    @Test
    void leavesNoTransactionOpen() {
        project.write("V2__open.sql", "CREATE TABLE a (id int);", "BEGIN;", "CREATE TABLE b (id int);");
        project.write("V2__open.sql.conf", "executeInTransaction=false");
        RunFailure failure = ours.upgrade().requireFailure();
        assertThat(failure.reason()).isEqualTo(Reason.CHECK_FAILED);
        assertThat(failure.message()).contains("leaves a transaction open");
        assertThat(tables()).containsExactly("a", "flyway_schema_history", "t");
        assertThat(history()).last().asString().endsWith("postgres | f");
    }

    @Test
    void isNoSuccessOverAnIndexThatCouldNotBeBuilt() {
        TestServer.execute(database, "INSERT INTO t VALUES (1, 'a'), (1, 'b')");
        project.write("V2__i.sql", "CREATE UNIQUE INDEX CONCURRENTLY t_id ON t (id);");
        assertThat(error(ours.upgrade().requireFailure()).sqlState()).isEqualTo("23505");
        assertThat(history()).last().asString().endsWith("postgres | f");
        ours.repair();
        project.write("V2__i.sql", "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS t_id ON t (id);");
        RunFailure content = ours.upgrade().requireFailure();
        assertThat(content.reason()).isEqualTo(Reason.CHECK_FAILED);
        assertThat(content.message()).contains("invalid index").contains("public.t_id");
        ours.repair();
        project.write("V2__i.sql", "CREATE UNIQUE INDEX IF NOT EXISTS t_id ON public.t (id);");
        assertThat(ours.upgrade().requireFailure().reason()).isEqualTo(Reason.CHECK_FAILED);
        assertThat(history()).hasSize(1);
        project.write(
                "V2__i.sql",
                "DROP INDEX t_id;",
                "DELETE FROM t WHERE name = 'b';",
                "CREATE UNIQUE INDEX IF NOT EXISTS t_id ON t (id);");
        assertThat(ours.upgrade().succeeded()).isTrue();
    }

    @Test
    void toleratesInvalidIndexesThatTheScriptDoesNotName() {
        TestServer.execute(database, "INSERT INTO t VALUES (1, 'a'), (1, 'b')");
        TestServer.execute(database, "CREATE SCHEMA other; CREATE TABLE other.u (id int)");
        try {
            TestServer.execute(database, "CREATE UNIQUE INDEX CONCURRENTLY t_id ON t (id)");
        } catch (IllegalStateException expected) {
            assertThat(expected).hasRootCauseInstanceOf(SQLException.class);
        }
        project.write("V2__i.sql", "CREATE INDEX CONCURRENTLY IF NOT EXISTS t_id ON other.u (id);");
        project.write("V3__i.sql", "CREATE INDEX CONCURRENTLY t_name ON t (name);");
        assertThat(ours.upgrade().ran()).hasSize(2);
    }

    @Test
    void givesUpBehindALockAndChangesNothing() throws Exception {
        project.lockTimeout = Duration.ofMillis(200);
        project.write("V2__a.sql", "CREATE TABLE a (id int);", "ALTER TABLE t ADD c int;");
        try (Connection other = TestServer.connect(database)) {
            hold(other, "LOCK TABLE t IN ACCESS SHARE MODE");
            RunFailure failure = ours.upgrade().requireFailure();
            assertThat(error(failure))
                    .extracting(ServerError::statement, ServerError::line, ServerError::sqlState)
                    .containsExactly(2, 2, "55P03");
            assertThat(tables()).containsExactly("flyway_schema_history", "t");
            assertThat(history()).hasSize(1);
        }
        assertThat(ours.upgrade().succeeded()).isTrue();
    }

    @Test
    void waitsWithoutLimitForAConcurrentBuild() throws Exception {
        project.lockTimeout = Duration.ofMillis(100);
        project.write("V2__i.sql", "CREATE INDEX CONCURRENTLY t_id ON t (id);");
        try (Connection other = TestServer.connect(database)) {
            hold(other, "INSERT INTO t VALUES (1, 'a')");
            CompletableFuture<Ending> run = CompletableFuture.supplyAsync(ours::upgrade);
            awaitBackend("CREATE INDEX CONCURRENTLY%", "wait_event_type = 'Lock' AND now() - query_start > '300 ms'");
            other.commit();
            assertThat(run.get().succeeded()).isTrue();
        }
        project.write(
                "V3__l.sql",
                "SELECT set_config('t.seen', current_setting('lock_timeout'), false);",
                "DO $$ BEGIN IF current_setting('t.seen') <> '100ms' THEN RAISE 'is %', current_setting('t.seen'); END IF; END $$;");
        assertThat(ours.upgrade().failure()).isNull();
    }

    @Test
    void endsStatementsThatTakeTooLong() {
        project.statementTimeout = Duration.ofMillis(200);
        project.write("V2__s.sql", "CREATE TABLE a (id int);", "SELECT pg_sleep(20);");
        RunFailure failure = ours.upgrade().requireFailure();
        assertThat(error(failure))
                .extracting(ServerError::statement, ServerError::sqlState)
                .containsExactly(2, "57014");
        assertThat(tables()).doesNotContain("a");
    }

    @Test
    void tellsThatTheConnectionWasLost() throws Exception {
        project.write("V2__s.sql", "CREATE TABLE a (id int);", "SELECT pg_sleep(20), 'transactional';");
        RunFailure failure = killed("SELECT pg_sleep%");
        assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(error(failure).statement()).isEqualTo(2);
        assertThat(failure.effect()).isEqualTo("Everything that V2__s.sql did was rolled back.");
        assertThat(tables()).doesNotContain("a");
        project.write("V2__s.sql.conf", "executeInTransaction=false");
        assertThat(killed("SELECT pg_sleep%").effect()).contains("the history could not be changed");
        assertThat(tables()).contains("a");
        assertThat(history()).hasSize(1);
    }

    @Test
    void doesNotGuessWhetherACommitSucceeded() throws Exception {
        TestServer.execute(database, """
                CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(20); RETURN NULL; END';
                CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED
                  FOR EACH ROW EXECUTE FUNCTION slow()""");
        project.write("V2__s.sql", "INSERT INTO t VALUES (7, 'seven');");
        RunFailure failure = killed("%");
        assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(failure.effect()).contains("while V2__s.sql was being committed");
        assertThat(Picture.query(database, "SELECT name FROM t")).isEmpty();
        assertThat(history()).hasSize(1);
    }

    private RunFailure killed(String query) throws Exception {
        CompletableFuture<Ending> run = CompletableFuture.supplyAsync(ours::upgrade);
        awaitBackend(query, "wait_event = 'PgSleep'");
        Picture.query(
                database,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database
                        + "' AND application_name LIKE 'migration-control/%'");
        return run.get().requireFailure();
    }

    private void awaitBackend(String query, String condition) {
        Awaitility.await()
                .pollInSameThread()
                .until(() -> !Picture.query(
                                database,
                                "SELECT pid FROM pg_stat_activity WHERE datname = '" + database
                                        + "' AND application_name LIKE 'migration-control/%' AND query LIKE '" + query
                                        + "' AND "
                                        + condition)
                        .isEmpty());
    }

    private static void hold(Connection connection, String sql) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> tables() {
        return Picture.query(database, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1");
    }

    private List<String> history() {
        return Picture.history(database, project);
    }

    private static ServerError error(RunFailure failure) {
        return Objects.requireNonNull(failure.error());
    }
}
