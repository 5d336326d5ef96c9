package dev.migrationcontrol.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

class EmbeddedServerTest {
    @TempDir
    private Path folder;

    @Test
    void keepsItsDataOverARestart() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(durable())) {
            execute(server.database("development"), "CREATE TABLE kept AS SELECT 42 AS answer");
            assertThat(server.database("development")).as("exists by now").isNotNull();
        }
        assertThat(folder.resolve("postgres/postmaster.pid")).doesNotExist();
        try (EmbeddedServer server = EmbeddedServer.start(durable())) {
            Database development = server.database("development");
            assertThat(query(development, "SELECT answer FROM kept")).isEqualTo("42");
            assertThat(query(development, "SHOW fsync")).isEqualTo("on");
            assertThat(query(development, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(development, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(development, "SHOW unix_socket_directories")).isEmpty();
        }
    }

    @Test
    void adoptsTheServerOfAKilledServiceAndStopsItInTheEnd() throws Exception {
        Process service = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherService.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int port = Integer.parseInt(service.inputReader().readLine());
        assertThatThrownBy(() -> EmbeddedServer.start(quick())).hasMessageContaining("process " + service.pid());
        service.destroyForcibly().waitFor();

        try (EmbeddedServer successor = EmbeddedServer.start(quick())) {
            assertThat(successor.isAdopted()).isTrue();
            assertThat(successor.port()).isEqualTo(port);
            assertThat(query(successor.database("development"), "SELECT answer FROM kept"))
                    .isEqualTo("42");
        }
        assertThat(folder.resolve("postgres/postmaster.pid")).doesNotExist();
        assertThatThrownBy(() -> query(EmbeddedServer.database(port, "development"), "SELECT 1"))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void startsAgainWhenItsPostmasterIsKilled() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(durable())) {
            Database development = server.database("development");
            execute(development, "CREATE TABLE kept AS SELECT 42 AS answer");
            for (int i = 0; i < 3; i++) {
                kill(server, busy(development));
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .ignoreExceptions()
                        .untilAsserted(() -> assertThat(query(development, "SELECT answer FROM kept"))
                                .isEqualTo("42"));
            }
        }
        assertThat(folder.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    /** A session that does not notice that its postmaster has died, since it waits for nothing; its process. */
    private static long busy(Database database) throws SQLException {
        Connection connection = open(database);
        long process = connection.unwrap(PGConnection.class).getBackendPID();
        CompletableFuture.runAsync(() -> {
            try (connection;
                    Statement statement = connection.createStatement()) {
                statement.execute("DO $$ BEGIN LOOP END LOOP; END $$");
            } catch (SQLException killed) {
                assertThat(killed.getSQLState()).startsWith("08");
            }
        });
        return process;
    }

    private static void kill(EmbeddedServer server, long busy) throws IOException {
        Postmaster postmaster = Postmaster.recordedIn(server.dataDirectory()).orElseThrow();
        ProcessHandle session = ProcessHandle.of(busy).orElseThrow();
        ProcessHandle.of(postmaster.pid()).orElseThrow().destroyForcibly();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !session.isAlive());
    }

    @Test
    void startsAnewWhenTheRecordedProcessIsSomethingElse() throws Exception {
        EmbeddedServer.start(quick()).close();
        long self = ProcessHandle.current().pid();
        Files.writeString(
                folder.resolve("postgres/postmaster.pid"), self + "\n" + folder.resolve("postgres") + "\n0\n1\n\n\n");
        try (EmbeddedServer server = EmbeddedServer.start(quick())) {
            assertThat(server.isAdopted()).isFalse();
        }
    }

    @Test
    void servesOneServiceAtATime() {
        try (EmbeddedServer server = EmbeddedServer.start(quick())) {
            assertThat(server.isAdopted()).isFalse();
            assertThatThrownBy(() -> EmbeddedServer.start(quick()))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("which another Migration Control uses (process "
                            + ProcessHandle.current().pid() + ")");
        }
    }

    @Test
    void refusesTheDataOfAnotherMajorVersion() throws IOException {
        EmbeddedServer.start(quick()).close();
        Files.writeString(folder.resolve("postgres/PG_VERSION"), "9\n");
        assertThatThrownBy(() -> EmbeddedServer.start(quick()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(folder.resolve("postgres") + ", whose PG_VERSION says 9; this service brings");
    }

    @Test
    void leavesAFolderWithOtherContentAlone() throws IOException {
        Path other = Files.createDirectories(folder.resolve("postgres")).resolve("precious");
        Files.writeString(other, "data");
        assertThatThrownBy(() -> EmbeddedServer.start(quick()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("holds something other than a PostgreSQL server's data");
        assertThat(other).hasContent("data");
    }

    @Test
    void refusesDataAroundItsPrograms() {
        Path programs = quick().unpackDirectory().toAbsolutePath().normalize();
        for (Path data : List.of(programs.getParent(), programs, programs.resolve("postgres"))) {
            assertThatThrownBy(() -> EmbeddedServer.start(new Embedded(data, false, false, Duration.ofSeconds(60))))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("unpack-directory is " + programs + ": one of them is in the other");
        }
    }

    @Test
    void beginsAnewAfterAnInterruptedCreation() throws IOException {
        Files.createDirectories(folder.resolve("postgres"));
        Files.writeString(folder.resolve("postgres/PG_VERSION"), "18\n");
        Files.writeString(folder.resolve("postgres.unfinished"), "");
        try (EmbeddedServer server = EmbeddedServer.start(quick())) {
            assertThat(server.database("development")).isNotNull();
        }
        assertThat(folder.resolve("postgres.unfinished")).doesNotExist();
    }

    @Test
    void saysWhatTheServerSaid() throws IOException {
        EmbeddedServer.start(quick()).close();
        Files.writeString(folder.resolve("postgres/postgresql.conf"), "nonsense = 1\n");
        Embedded impatient = new Embedded(folder.resolve("postgres"), false, false, Duration.ofSeconds(2));
        assertThatThrownBy(() -> EmbeddedServer.start(impatient))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("unrecognized configuration parameter \"nonsense\"");
    }

    /** Starts a server, leaves a table in it and waits to be killed. */
    static final class OtherService {
        public static void main(String[] arguments) throws SQLException, InterruptedException {
            EmbeddedServer server = EmbeddedServer.start(Embedded.in(Path.of(arguments[0])));
            execute(server.database("development"), "CREATE TABLE kept AS SELECT 42 AS answer");
            System.out.println(server.port());
            Thread.sleep(Duration.ofMinutes(5).toMillis());
        }
    }

    private EmbeddedConfig quick() {
        return Embedded.in(folder);
    }

    private EmbeddedConfig durable() {
        return new Embedded(folder.resolve("postgres"), true, false, Duration.ofSeconds(60));
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = open(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(Database database, String sql) throws SQLException {
        try (Connection connection = open(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection open(Database database) throws SQLException {
        return new DatabaseConnections().open(database, "test", Map.of(), Duration.ofSeconds(5));
    }
}
