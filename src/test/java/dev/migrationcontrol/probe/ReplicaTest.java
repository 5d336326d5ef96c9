package dev.migrationcontrol.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationcontrol.FolderCopy;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.probe.Observation.Reachable;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A primary and a standby that streams from it. */
@Timeout(180)
class ReplicaTest {
    @TempDir
    private Path folder;

    private int rows;

    @Test
    void aReplicaIsAskedAsLongAsItIsNotOlderThanTheQuestion() throws IOException, SQLException {
        Path data = folder.resolve("primary");
        int port;
        try (EmbeddedPostgres first = server(data, 0)) {
            port = first.getPort();
            execute(port, """
                    CREATE TABLE flyway_schema_history (installed_rank int, version text, description text DEFAULT 'd',
                      type text DEFAULT 'SQL', script text DEFAULT 's', checksum int, installed_by text DEFAULT 'u',
                      installed_on timestamp DEFAULT now(), execution_time int DEFAULT 1, success bool DEFAULT true)""");
        }
        Path copy = folder.resolve("standby");
        FolderCopy.copy(data, copy);
        Files.createFile(copy.resolve("standby.signal"));
        Files.writeString(
                copy.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + port + " user=postgres'\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        try (EmbeddedPostgres primary = server(data, port);
                Probing probing = new Probing()) {
            try (EmbeddedPostgres standby = server(copy, 0)) {
                Environment environment = environment(port, standby.getPort());
                follows(probing, environment, port);
                isPassedOverWhilePaused(probing, environment, port, standby.getPort());
            }
            Environment gone = environment(port, port == 1 ? 2 : 1);
            insert(port);
            Reachable found = probing.reach(gone);
            assertThat(found.history().rows()).hasSize(rows);
            assertThat(use(found).used()).isFalse();
            assertThat(use(found).detail()).contains("does not answer");
        }
    }

    @Test
    void aReplicaAnswersForAPrimaryThatIsGone() throws IOException, SQLException {
        Path data = folder.resolve("alone");
        try (EmbeddedPostgres first = server(data, 0)) {
            execute(first.getPort(), "CREATE TABLE t (id int)");
        }
        Files.createFile(data.resolve("standby.signal"));
        try (EmbeddedPostgres standby = server(data, 0);
                Probing probing = new Probing()) {
            Reachable found = probing.reach(environment(1, standby.getPort()));
            assertThat(use(found).used()).isTrue();
            assertThat(use(found).detail()).contains("nobody knows");
        }
    }

    private void follows(Probing probing, Environment environment, int port) throws SQLException {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(use(probing.reach(environment)).used()).isTrue());
        boolean asked = false;
        for (int i = 0; i < 20; i++) {
            insert(port);
            Reachable found = probing.reach(environment);
            assertThat(found.history().rows()).hasSize(rows);
            asked |= use(found).used();
        }
        assertThat(asked).isTrue();
    }

    private void isPassedOverWhilePaused(Probing probing, Environment environment, int port, int standby)
            throws SQLException {
        execute(standby, "SELECT pg_wal_replay_pause()");
        insert(port);
        Reachable found = probing.reach(environment);
        assertThat(found.history().rows()).hasSize(rows);
        assertThat(found.server().readOnly()).isFalse();
        assertThat(use(found).used()).isFalse();
        assertThat(use(found).lagBytes()).isPositive();
        assertThat(use(found).detail()).contains("paused");
        execute(standby, "SELECT pg_wal_replay_resume()");
        await().untilAsserted(
                        () -> assertThat(use(probing.reach(environment)).used()).isTrue());
        assertThat(probing.reach(environment).history().rows()).hasSize(rows);
    }

    private static ReplicaUse use(Reachable found) {
        return Objects.requireNonNull(found.replica());
    }

    private static Environment environment(int primary, int replica) {
        Environment plain = Probing.environment(Probing.at("postgres", Map.of(), primary));
        return new Environment(
                plain.name(),
                plain.database(),
                Probing.at("postgres", Map.of(), replica),
                plain.variable(),
                plain.policy());
    }

    private void insert(int port) throws SQLException {
        rows++;
        execute(
                port,
                "INSERT INTO flyway_schema_history (installed_rank, version) VALUES (" + rows + ", '" + rows + "')");
    }

    private static void execute(int port, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "x");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static EmbeddedPostgres server(Path data, int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofMinutes(1));
        return (port == 0 ? builder : builder.setPort(port)).start();
    }
}
