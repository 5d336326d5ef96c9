package dev.migrationcontrol.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.cluster.Replica;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service, started in an empty folder without any variable. */
class FirstStartIT {
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void itRunsTheSampleAndKeepsToItsDataFolder() throws Exception {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        Replica.PACKAGED.toAbsolutePath().toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "first-start.log").toFile());
        builder.environment()
                .keySet()
                .removeIf(each -> each.contains("DATABASE_") || each.startsWith("DB_") || each.startsWith("QUARKUS_"));
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        Process service = builder.start();
        try {
            Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> isReady(service, port));
            HttpRequest upgrade = HttpRequest.newBuilder(uri(port, "/api/v1/environments/development/upgrades"))
                    .header("Content-Type", "application/json")
                    .header("Prefer", "wait=60")
                    .POST(BodyPublishers.ofString("{}"))
                    .build();
            HttpResponse<String> answer = client.send(upgrade, BodyHandlers.ofString());
            assertThat(answer.body()).contains("SUCCEEDED").contains("V10__create_document_overview.sql");
            assertThat(answer.statusCode()).isEqualTo(200);
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).containsExactly(folder.resolve("data"));
            }
        } finally {
            service.destroy();
            assertThat(service.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private boolean isReady(Process service, int port) throws InterruptedException {
        assertThat(service.isAlive()).as("see target/first-start.log").isTrue();
        try {
            HttpRequest ready =
                    HttpRequest.newBuilder(uri(port, "/q/health/ready")).build();
            return client.send(ready, BodyHandlers.discarding()).statusCode() == 200;
        } catch (java.io.IOException notYet) {
            return false;
        }
    }

    private static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
