package dev.migrationcontrol.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.probe.Observation.Reachable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ManyDatabasesTest {
    private static final int DATABASES = 30;

    private final List<String> names =
            Stream.generate(TestServer::createDatabase).limit(DATABASES).toList();

    @Test
    void ofOneServerShareFewConnections() throws SQLException {
        List<Environment> environments = names.stream()
                .map(name -> Probing.environment(TestServer.database(name), Duration.ofSeconds(15)))
                .toList();
        try (Probing probing = new Probing();
                Connection watching = TestServer.connect("postgres")) {
            AtomicInteger most = new AtomicInteger();
            for (int round = 0; round < 3; round++) {
                List<CompletableFuture<Observation>> answers = environments.stream()
                        .map(environment -> probing.probe.observe(environment).subscribeAsCompletionStage())
                        .toList();
                do {
                    most.accumulateAndGet(connections(watching), Math::max);
                } while (!answers.stream().allMatch(CompletableFuture::isDone));
                assertThat(answers)
                        .allSatisfy(answer -> assertThat(answer.join()).isInstanceOf(Reachable.class));
            }
            // The server may show a connection for a moment after it was closed.
            assertThat(most).hasValueLessThanOrEqualTo(2 * ServerSlots.MOST);
            await().untilAsserted(() -> assertThat(connections(watching)).isBetween(1, ServerSlots.MOST));
        }
    }

    private int connections(Connection watching) throws SQLException {
        String sql = "SELECT count(*) FROM pg_stat_activity WHERE datname IN ('" + String.join("', '", names) + "')";
        try (ResultSet result = watching.createStatement().executeQuery(sql)) {
            result.next();
            return result.getInt(1);
        }
    }
}
