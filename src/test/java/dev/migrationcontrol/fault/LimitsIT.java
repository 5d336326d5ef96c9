package dev.migrationcontrol.fault;

import static dev.migrationcontrol.RawConnection.head;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.RawConnection;
import dev.migrationcontrol.TarBlocks;
import dev.migrationcontrol.cluster.Answer;
import dev.migrationcontrol.cluster.Cluster;
import dev.migrationcontrol.cluster.Load;
import dev.migrationcontrol.cluster.Replica;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.awaitility.Awaitility;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Callers who ask for too much, of the packaged service: it answers others, and its operations go on. {@code -Dload.threads=50
 * -Dload.seconds=60} is the whole load.
 */
class LimitsIT {
    private static final Logger LOG = Logger.getLogger(LimitsIT.class);
    private static final int THREADS = Integer.getInteger("load.threads", 20);
    private static final int SECONDS = Integer.getInteger("load.seconds", 8);
    private static final int SCRIPTS = 200;
    private static final String AUDITS = "/api/v1/audits";
    private static final String LENGTH = "Content-Length: 100000";

    @TempDir
    private static Path folder;

    private static Cluster cluster;
    private static Replica service;

    @BeforeAll
    static void begin() {
        Path scripts = folder.resolve("scripts");
        for (int i = 1; i <= SCRIPTS; i++) {
            Gates.write(
                    scripts,
                    "V" + i + "__t.sql",
                    "CREATE TABLE t" + i + " AS SELECT " + i + " AS n; SELECT pg_sleep(" + SECONDS * 1.0 / SCRIPTS
                            + ");");
        }
        cluster = new Cluster(
                folder,
                1,
                List.of("load"),
                Map.of(
                        "MIGRATION_CONTROL_LOCATIONS", "filesystem:" + scripts,
                        "MIGRATION_CONTROL_HTTP_LIMITS_HEAD_TIMEOUT", "3s",
                        "MIGRATION_CONTROL_HTTP_LIMITS_CONNECTIONS", "1200",
                        "_JAVA_OPTIONS", "-Xmx512m"));
        cluster.targets().createDatabase("load");
        service = cluster.replica(0);
    }

    @AfterAll
    static void end() throws IOException {
        cluster.close();
    }

    private static String live(RawConnection connection) throws IOException {
        return connection.say(head("GET", "/q/health/live")).answer("UP");
    }

    @Test
    void aHeadThatTakesTooLongEndsTheConnection() throws IOException {
        try (RawConnection slow = RawConnection.open(service.port(), "GET /q/health/live HTTP/1.1\r\nHost: local")) {
            assertThat(slow.answer("nothing")).isEmpty();
        }
    }

    @Test
    void idleConnectionsGiveWayToNewOnes() throws IOException {
        List<RawConnection> idle = RawConnection.open(service.port(), 1300, "");
        try (RawConnection probe = RawConnection.open(service.port(), "")) {
            assertThat(live(probe)).contains(" 200 ");
            assertThat(idle.get(0).answer("nothing"))
                    .as("the oldest one is closed")
                    .isEmpty();
            assertThat(live(idle.get(1299))).contains(" 200 ");
        } finally {
            RawConnection.closeAll(idle);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET\r\n\r\n",
                "\u0000\u0001\r\n\r\n",
                "GET / HTTP/9.9\r\n\r\n",
                "GET /api/v1/journal?from=%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "POST /api/v1/audits HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
            })
    void whatIsNoRequestGetsAProblem(String said) throws IOException {
        try (RawConnection odd = RawConnection.open(service.port(), said)) {
            assertThat(odd.problem())
                    .startsWith("HTTP/1.")
                    .contains(" 400 ", "application/problem+json", "malformed-request");
        }
    }

    @Test
    void headsThatAreTooLargeGetAProblem() throws IOException {
        try (RawConnection address = RawConnection.open(service.port(), head("GET", "/" + "a".repeat(5000)))) {
            assertThat(address.problem()).contains(" 414 ", "application/problem+json", "address-too-long");
        }
        try (RawConnection headers =
                RawConnection.open(service.port(), head("GET", "/", "X-Long: " + "a".repeat(30_000)))) {
            assertThat(headers.problem()).contains(" 431 ", "application/problem+json", "head-too-large");
        }
    }

    @Test
    void underLoadTheServiceIsAliveAndItsUpgradeRight() throws Exception {
        TarBlocks bomb = tar -> tar.header("x", 'x', 400L << 20).zeros(400L << 20);
        byte[] tar = bomb.gzip();
        byte[] zip = manyEntries();
        Answer accepted = service.post("/api/v1/environments/load/upgrades", "{}");
        assertThat(accepted.status()).isEqualTo(202);
        Load load = new Load(service, THREADS, Duration.ofSeconds(SECONDS));
        load.ask("/api/v1/status", "/api/v1/operations", "/api/v1/journal", "/api/v1/environments/load/status");
        load.post("/api/v1/environments/load/rollbacks", "{\"steps\":-1}");
        load.upload("application/gzip", tar);
        load.upload("application/zip", zip);
        load.hold(210, head("POST", AUDITS, "Content-Type: application/json", LENGTH) + "{\"");
        load.hold(210, head("POST", AUDITS, "Content-Type: application/gzip", LENGTH) + "\u001f");
        load.hold(300, head("GET", "/api/v1/operations/" + accepted.id() + "/events"));
        Load.Seen seen = load.run();
        LOG.infof("%d threads for %d s: %s", THREADS, SECONDS, seen);
        assertThat(seen.statuses().keySet()).allMatch(status -> status < 500 || status == 503);
        assertThat(seen.slowestLive()).isLessThan(SECONDS >= 60 ? Duration.ofSeconds(1) : Duration.ofSeconds(5));
        assertThat(seen.residentMegabytes()).isLessThanOrEqualTo(600);
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .until(() -> service.get("/api/v1/operations/" + accepted.id())
                        .state()
                        .equals("SUCCEEDED"));
        assertThat(cluster.targets()
                        .query(
                                "load",
                                "SELECT count(*) || ' ' || count(*) FILTER (WHERE success) || ' ' || count(DISTINCT version)"
                                        + " FROM flyway_schema_history WHERE type = 'SQL'"))
                .containsExactly("200 200 200");
    }

    private static byte[] manyEntries() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 300_000; i++) {
                zip.putNextEntry(new ZipEntry("f" + i));
                zip.write("x".getBytes(StandardCharsets.US_ASCII));
            }
        }
        return bytes.toByteArray();
    }
}
