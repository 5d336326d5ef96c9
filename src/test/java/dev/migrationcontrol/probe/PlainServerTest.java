package dev.migrationcontrol.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.probe.PostgresProxy.Behaviour;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server that does not encrypt is asked for it by the first of many connections. */
class PlainServerTest {
    @Test
    void isAskedOnce() throws IOException {
        try (PostgresProxy server = new PostgresProxy(TestServer.port(), Behaviour.FORWARD);
                Probing probing = new Probing()) {
            reach(probing, server, "prefer");
            int first = server.clients();
            probing.close();
            reach(probing, server, "prefer");
            int second = server.clients() - first;
            assertThat(first).as("one to ask, one to use").isEqualTo(2);
            assertThat(second).isEqualTo(1);
        }
    }

    /** Where encryption is required, it is asked for each time, and the connection is refused. */
    @Test
    void isAskedEachTimeWhereEncryptionIsRequired() throws IOException {
        try (PostgresProxy server = new PostgresProxy(TestServer.port(), Behaviour.FORWARD);
                Probing probing = new Probing()) {
            reach(probing, server, "prefer");
            assertThat(probing.miss(environment(server, "require")).reason()).isNotNull();
        }
    }

    private static void reach(Probing probing, PostgresProxy server, String mode) {
        probing.reach(environment(server, mode));
    }

    private static Environment environment(PostgresProxy server, String mode) {
        return Probing.environment(Probing.at("postgres", Map.of("sslmode", mode), server.port()));
    }
}
