package dev.migrationcontrol.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.probe.Observation.Reachable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ManyDatabasesTest {
    private static final int DATABASES = 30;

    @Test
    void ofOneServerShareFewConnections() throws SQLException {
        List<Environment> environments = IntStream.range(0, DATABASES)
                .mapToObj(i ->
                        Probing.environment(TestServer.database(TestServer.createDatabase()), Duration.ofSeconds(15)))
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
                        .allSatisfy(answer -> assertThat(answer)
                                .succeedsWithin(1, TimeUnit.SECONDS)
                                .isInstanceOf(Reachable.class));
            }
            // A connection that was closed may still be seen for a moment.
            assertThat(most).hasValueLessThanOrEqualTo(2 * ServerSlots.MOST);
            assertThat(connections(watching)).isLessThanOrEqualTo(ServerSlots.MOST);
        }
    }

    private static int connections(Connection watching) throws SQLException {
        try (ResultSet result = watching.createStatement()
                .executeQuery(
                        "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'migration-control/status'")) {
            result.next();
            return result.getInt(1);
        }
    }
}
