package dev.migrationcontrol.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.engine.StopSignal;
import dev.migrationcontrol.scratch.Interruption;
import dev.migrationcontrol.scratch.ScratchDatabase;
import dev.migrationcontrol.scratch.ScratchUnavailable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What an application has set for its own sessions does not hold for those that prove something. */
class ScratchSessionTest {
    private static final List<String> SETTINGS = List.of(
            "search_path = ''",
            "search_path = '$user', \"My, \"\"odd\"\" schema\", public",
            "search_path = 'one, two'",
            "statement_timeout = '1ms'",
            "lock_timeout = '1ms'",
            "idle_in_transaction_session_timeout = '1ms'",
            "default_transaction_read_only = off",
            "default_transaction_read_only = on",
            "temp_tablespaces = ''",
            "DateStyle = 'SQL, DMY'",
            "work_mem = '5MB'",
            "jit = on",
            "default_transaction_isolation = 'serializable'");

    @Test
    void aScratchDatabaseHasTheSameSettingsAndLimitsOfItsOwn() throws Exception {
        for (String setting : SETTINGS) {
            Pair pair = new Pair("");
            String name = pair.actual.database().name();
            TestServer.execute("postgres", "ALTER DATABASE " + name + " SET " + setting);
            try (ScratchDatabase scratch = Pair.scratches().create(pair.actual);
                    Connection connection =
                            Pair.CONNECTIONS.open(scratch.database(), "test", Map.of(), Duration.ofSeconds(10))) {
                assertThat(settings(scratch.database().name())).as(setting).isEqualTo(settings(name));
                assertThat(ask(connection, "SHOW jit")).isEqualTo("off");
                assertThat(ask(connection, "SHOW default_transaction_read_only"))
                        .isEqualTo("off");
                assertThat(ask(connection, "SHOW statement_timeout")).isEqualTo("5min");
                assertThat(ask(connection, "SELECT count(*)::text FROM generate_series(1, 100000)"))
                        .isEqualTo("100000");
                SchemaDifferences differences = Pair.COMPARISON.compare(
                        pair.actual.database(),
                        scratch.database(),
                        ComparisonScope.NOTHING,
                        SchemaComparison.Rows.AT_LEAST);
                assertThat(differences.list()).as(setting).isEmpty();
            }
            TestServer.execute("postgres", "DROP DATABASE " + name);
            TestServer.execute(
                    "postgres", "DROP DATABASE " + pair.expected.database().name());
        }
    }

    @Test
    void whatAnOperationAsksIsCancelledAtTheServerOnceItIsToEnd() throws Exception {
        StopSignal stop = new StopSignal();
        Pair pair = new Pair("");
        try (Interruption unused = Interruption.on(stop);
                Connection connection = Pair.COMPARISON.open(pair.actual.database())) {
            CompletableFuture<Void> later = CompletableFuture.runAsync(
                    () -> stop.because(StopSignal.Why.CANCELLED),
                    CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));
            assertThatThrownBy(() -> ask(connection, "SELECT pg_sleep(300)::text"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
            later.join();
            assertThatThrownBy(() -> Pair.COMPARISON.open(pair.actual.database()))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> Pair.scratches().create(pair.actual)).isInstanceOf(ScratchUnavailable.class);
        }
        try (Connection connection = Pair.COMPARISON.open(pair.actual.database())) {
            assertThat(ask(connection, "SELECT 'free'")).isEqualTo("free");
        }
    }

    private static String settings(String database) throws SQLException {
        try (Connection connection = TestServer.connect("postgres")) {
            return ask(
                    connection,
                    "SELECT array_to_string(setconfig, ';') FROM pg_db_role_setting s JOIN pg_database d"
                            + " ON d.oid = s.setdatabase WHERE setrole = 0 AND datname = '" + database + "'");
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
