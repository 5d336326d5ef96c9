package dev.migrationcontrol.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.cluster.Answer;
import dev.migrationcontrol.cluster.Replica;
import dev.migrationcontrol.cluster.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded server of the packaged service is killed: the service starts it again, and operations go on. */
class EmbeddedIT {
    @TempDir
    private Path folder;

    @Test
    void aServerThatIsKilledComesBackAtRestAndInAnUpgrade() throws IOException {
        Path scripts = folder.resolve("scripts");
        for (int i = 1; i <= 20; i++) {
            Gates.write(scripts, "V" + i + "__t.sql", "CREATE TABLE t" + i + " (); SELECT pg_sleep(0.3);");
        }
        Map<String, String> variables = Map.of(
                "MIGRATION_CONTROL_EMBEDDED_DATA_DIRECTORY",
                folder.resolve("data").toString(),
                "MIGRATION_CONTROL_EMBEDDED_SAMPLE_LOCATIONS",
                "filesystem:" + scripts,
                "MIGRATION_CONTROL_OPERATIONS_HEARTBEAT",
                "1s");
        try (Replica service = Replica.start("embedded", variables).awaitReady()) {
            killServer();
            Awaitility.await("the service says so")
                    .atMost(Duration.ofSeconds(60))
                    .until(service::isReady);
            Answer accepted = Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(
                            () -> service.post("/api/v1/environments/development/upgrades", "{}"),
                            answer -> answer.status() == 202);
            for (int kills = 0; kills < 2; kills++) {
                awaitSteps(service, accepted, 4 + 5 * kills);
                killServer();
            }
            Answer ended = Awaitility.await()
                    .atMost(Duration.ofSeconds(180))
                    .ignoreExceptions()
                    .until(
                            () -> service.get("/api/v1/operations/" + accepted.id()),
                            answer -> answer.status() == 200
                                    && !answer.state().equals("RUNNING")
                                    && !answer.state().equals("QUEUED"));
            assertThat(ended.state()).describedAs(ended.toString()).isEqualTo("SUCCEEDED");
            Answer status = Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(
                            () -> service.get("/api/v1/environments/development/status"),
                            answer -> answer.status() == 200);
            assertThat(status.state()).describedAs(status.toString()).isEqualTo("UP_TO_DATE");
        }
    }

    private static void awaitSteps(Replica service, Answer accepted, int steps) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .ignoreExceptions()
                .until(() ->
                        service.get("/api/v1/operations/" + accepted.id()).body().findValuesAsText("state").stream()
                                        .filter("SUCCEEDED"::equals)
                                        .count()
                                >= steps);
    }

    private void killServer() throws IOException {
        String first = Files.readAllLines(folder.resolve("data").resolve("postmaster.pid"))
                .get(0);
        Signals.send("KILL", Long.parseLong(first.strip()));
    }
}
