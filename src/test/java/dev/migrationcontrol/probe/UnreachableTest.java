package dev.migrationcontrol.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.probe.Observation.Reachable;
import dev.migrationcontrol.probe.Observation.Unreachable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreachableTest {
    private static final Duration DEADLINE = Duration.ofMillis(800);
    private static final Duration SOON_AFTER = DEADLINE.plusSeconds(2);

    private final Probing probing = new Probing();

    @AfterEach
    void close() {
        probing.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"disable", "prefer", "require", "verify-full"})
    void isToldOfAPortAtWhichNothingListens(String sslmode) throws IOException {
        Unreachable missed =
                probing.miss(Probing.environment(Probing.at("x", Map.of("sslmode", sslmode), closedPort())));

        assertThat(missed.reason()).contains("No server accepts connections");
        assertThat(missed.sqlState()).isNull();
    }

    @Test
    void isToldOfADatabaseThatDoesNotExist() {
        Unreachable missed =
                probing.miss(Probing.environment(Probing.at("no_such_database", Map.of(), TestServer.port())));

        assertThat(missed.sqlState()).isEqualTo("3D000");
        assertThat(missed.reason()).contains("no_such_database");
    }

    @Test
    void isToldOfAServerWithoutTlsWhereItIsRequired() {
        Unreachable missed = probing.miss(
                Probing.environment(Probing.at("postgres", Map.of("sslmode", "require"), TestServer.port())));

        assertThat(missed.reason()).contains("no TLS");
    }

    @Test
    void isToldOfACertificateFileThatIsMissing() {
        Unreachable missed = probing.miss(Probing.environment(Probing.at(
                "postgres", Map.of("sslmode", "verify-ca", "sslrootcert", "/no/such/root.crt"), TestServer.port())));

        assertThat(missed.reason()).isNotBlank();
    }

    @Test
    void aServerThatNeverAnswersDelaysNoOther() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            Environment hanging = Probing.environment(Probing.at("x", Map.of(), silent.getLocalPort()), DEADLINE);
            Environment healthy = Probing.environment(TestServer.database(TestServer.createDatabase()));
            probing.reach(healthy);

            CompletableFuture<Observation> waiting =
                    probing.probe.observe(hanging).subscribeAsCompletionStage();
            long started = System.nanoTime();
            probing.reach(healthy);
            assertThat(Reading.since(started)).isLessThan(DEADLINE);
            assertThat(waiting).isNotDone();

            Unreachable missed = (Unreachable) waiting.join();
            assertThat(missed.responseTime()).isBetween(DEADLINE.minusMillis(50), SOON_AFTER);
            assertThat(missed.reason()).contains("No answer within PT0.8S");
        }
    }

    @Test
    void isReachedAgainAfterItHungInTheMiddle() throws IOException {
        String database = TestServer.createDatabase();
        try (PostgresProxy proxy = new PostgresProxy(TestServer.port(), PostgresProxy.Behaviour.FORWARD)) {
            Environment environment = Probing.environment(Probing.at(database, Map.of(), proxy.port()), DEADLINE);
            probing.reach(environment);

            proxy.hanging.set(true);
            assertThat(probing.miss(environment).responseTime()).isLessThan(SOON_AFTER);
            assertThat(probing.miss(environment).responseTime()).isLessThan(SOON_AFTER);

            proxy.hanging.set(false);
            probing.reach(environment);
        }
    }

    @Test
    void doesNotHappenWhileOneOfItsHostsAnswers() throws IOException {
        String database = TestServer.createDatabase();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            Environment environment = Probing.environment(
                    Probing.at(database, Map.of(), closedPort(), silent.getLocalPort(), TestServer.port()),
                    Duration.ofSeconds(6));

            Reachable found = probing.reach(environment);

            assertThat(found.responseTime()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(6));
        }
    }

    @Test
    void isToldWhereNoServerHasTheWantedRole() {
        String database = TestServer.createDatabase();
        TestServer.execute(database, "ALTER DATABASE " + database + " SET default_transaction_read_only = on");

        Unreachable missed = probing.miss(Probing.environment(
                Probing.at(database, Map.of("target_session_attrs", "read-write"), TestServer.port())));
        Reachable found = probing.reach(Probing.environment(
                Probing.at(database, Map.of("target_session_attrs", "prefer-standby"), TestServer.port())));

        assertThat(missed.reason()).contains("read-only");
        assertThat(found.server().readOnly()).isTrue();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
