package dev.migrationcontrol.environment.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseConnectionsTest {
    private final DatabaseConnections connections = new DatabaseConnections();

    @Test
    void setsItsNameAndTheServersSettingsFromTheStart() throws SQLException {
        Database database = database(Map.of("options", "-c geqo=off -c lock_timeout=1", "search_path", "a"));
        Map<String, String> settings = Map.of(
                "lock_timeout", "2s", "search_path", "\"my schema\", back\\slash", "migration.tenant", "acme corp");
        try (Connection connection = connections.open(database, "migration-control/1/1", settings, seconds(5))) {
            assertThat(show(connection, "application_name")).isEqualTo("migration-control/1/1");
            assertThat(show(connection, "geqo")).isEqualTo("off");
            assertThat(show(connection, "lock_timeout")).isEqualTo("2s");
            assertThat(show(connection, "search_path")).isEqualTo("\"my schema\", back\\slash");
            assertThat(show(connection, "migration.tenant")).isEqualTo("acme corp");
        }
    }

    @Test
    void keepsTheUrlsSearchPath() throws SQLException {
        try (Connection connection =
                connections.open(database(Map.of("search_path", "billing")), "test", Map.of(), seconds(5))) {
            assertThat(show(connection, "search_path")).isEqualTo("billing");
        }
    }

    @Test
    void goesOnToTheNextHost() throws SQLException, IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int closed = silent.getLocalPort();
            silent.close();
            Database database = new Database(
                    List.of(new HostPort("127.0.0.1", closed), new HostPort("127.0.0.1", TestServer.port())),
                    "postgres",
                    "postgres",
                    null,
                    Map.of());
            try (Connection connection = connections.open(database, "test", Map.of(), seconds(5))) {
                assertThat(connection.isValid(1)).isTrue();
            }
        }
    }

    @Test
    void givesUpOnAServerThatNeverAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Database database = new Database(
                    List.of(new HostPort("127.0.0.1", silent.getLocalPort())), "d", "postgres", null, Map.of());
            long start = System.nanoTime();
            assertThatThrownBy(() -> connections.open(database, "test", Map.of(), seconds(1)))
                    .isInstanceOf(SQLException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(seconds(4));
        }
    }

    @Test
    void takesNoSettingThatWouldBringAnother() {
        assertThatThrownBy(
                        () -> connections.open(database(Map.of()), "test", Map.of("a=b -c fsync", "off"), seconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Database database(Map<String, String> parameters) {
        return TestServer.database("postgres").withParameters(parameters);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static String show(Connection connection, String setting) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW " + setting)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
