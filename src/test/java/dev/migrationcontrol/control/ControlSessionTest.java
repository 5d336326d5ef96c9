package dev.migrationcontrol.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.engine.ControlSchema;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever a database or a role has set, sessions of the service have the settings that they need. */
class ControlSessionTest {
    private static final Map<String, String> HOSTILE = Map.ofEntries(
            Map.entry("search_path", "''"),
            Map.entry("default_transaction_read_only", "on"),
            Map.entry("default_transaction_isolation", "serializable"),
            Map.entry("idle_session_timeout", "'500ms'"),
            Map.entry("idle_in_transaction_session_timeout", "'200ms'"),
            Map.entry("statement_timeout", "'250ms'"),
            Map.entry("lock_timeout", "'1ms'"),
            Map.entry("row_security", "off"),
            Map.entry("synchronous_commit", "off"),
            Map.entry("standard_conforming_strings", "on"),
            Map.entry("jit", "on"),
            Map.entry("\"TimeZone\"", "'Asia/Kathmandu'"));

    @Test
    void settingsOfTheDatabaseDoNotStandInTheWay() throws SQLException {
        String name = TestServer.createDatabase();
        HOSTILE.forEach((setting, value) ->
                TestServer.execute("postgres", "ALTER DATABASE " + name + " SET " + setting + " = " + value));
        try (AgroalDataSource all = pool(name, ControlSession.LONG);
                AgroalDataSource pool = pool(name, ControlSession.REQUEST)) {
            ControlSchema.migrate(all);
            assertThat(show(pool, "search_path")).isEqualTo("public");
            assertThat(show(pool, "default_transaction_read_only")).isEqualTo("off");
            assertThat(show(pool, "default_transaction_isolation")).isEqualTo("read committed");
            assertThat(show(pool, "idle_in_transaction_session_timeout")).isEqualTo("3s");
            assertThat(show(pool, "statement_timeout")).isEqualTo("30s");
            assertThat(show(pool, "lock_timeout")).isEqualTo("10s");
            assertThat(show(pool, "synchronous_commit")).isEqualTo("on");
            assertThat(show(pool, "row_security")).isEqualTo("on");
            assertThat(show(pool, "jit")).isEqualTo("off");
            assertThat(show(all, "statement_timeout")).isEqualTo("0");
            // Both pooled sessions idle for longer than the database allows; the superuser's own session does, too.
            pause(pool);
            assertThat(ControlDatabase.inTransaction(pool, ControlSessionTest::record))
                    .isEqualTo(1);
        }
    }

    @Test
    void aSchemaThatTheDatabaseNamesOnPurposeIsUsed() throws SQLException {
        String name = TestServer.createDatabase();
        TestServer.execute(name, "CREATE SCHEMA own; ALTER DATABASE " + name + " SET search_path = own");
        try (AgroalDataSource pool = pool(name, ControlSession.LONG)) {
            ControlSchema.migrate(pool);
            assertThat(query(pool, "SELECT relnamespace::regnamespace::text FROM pg_class WHERE relname = 'operation'"))
                    .isEqualTo("own");
        }
    }

    @Test
    void aPoolThatIsBusyRefusesSoonAndTheOtherOneIsFree() throws SQLException {
        String name = TestServer.createDatabase();
        try (AgroalDataSource requests =
                        ControlPool.pool(TestServer.database(name), ControlSession.REQUEST, 2, Duration.ofMillis(200));
                AgroalDataSource execution = pool(name, ControlSession.EXECUTION);
                Connection first = requests.getConnection();
                Connection second = requests.getConnection()) {
            assertThat(List.of(first.isValid(1), second.isValid(1))).containsOnly(true);
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> ControlDatabase.call(requests, connection -> connection.isValid(1)))
                    .isInstanceOf(ControlDatabaseUnavailable.class);
            Boolean valid = ControlDatabase.call(execution, connection -> connection.isValid(1));
            assertThat(valid).isTrue();
        }
    }

    private static AgroalDataSource pool(String name, ControlSession session) {
        return ControlPool.pool(TestServer.database(name), session, 3, Duration.ofSeconds(5));
    }

    private static Integer record(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(
                    "INSERT INTO operation (id, type, environment, requested_by, request, created_at)"
                            + " VALUES (gen_random_uuid(), 'UPGRADE', 'x', 'test', '{}', now())");
        }
    }

    /** For a second, in the server. */
    private static void pause(AgroalDataSource pool) {
        TestServer.execute("postgres", "SELECT pg_sleep(1)");
        assertThat(pool).isNotNull();
    }

    private static String show(AgroalDataSource pool, String setting) throws SQLException {
        return query(pool, "SHOW " + setting);
    }

    private static String query(AgroalDataSource pool, String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
