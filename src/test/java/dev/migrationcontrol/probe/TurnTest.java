package dev.migrationcontrol.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.probe.Observation.Reachable;
import dev.migrationcontrol.probe.Observation.Unreachable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Databases of one server take turns, and the deadline of each begins with its turn. */
@Timeout(120)
class TurnTest {
    private static final int DATABASES = 40;

    private final Probing probing = new Probing();
    private final PostgresProxy proxy = new PostgresProxy(TestServer.port(), PostgresProxy.Behaviour.FORWARD);

    @AfterEach
    void close() throws IOException {
        proxy.close();
        probing.close();
    }

    @Test
    void manyDatabasesFarAwayAllAnswer() {
        proxy.delay = Duration.ofMillis(60);
        List<Environment> environments = Stream.generate(TestServer::createDatabase)
                .limit(DATABASES)
                .map(name -> at(name, Duration.ofSeconds(2)))
                .toList();
        assertThat(observe(environments)).allSatisfy(seen -> {
            assertThat(seen).isInstanceOf(Reachable.class);
            assertThat(seen.responseTime()).isLessThan(Duration.ofSeconds(2));
        });
    }

    @Test
    void whoeverGetsNoTurnIsNotCalledUnreachable() {
        proxy.hanging.set(true);
        List<CompletableFuture<Observation>> slow = IntStream.range(0, ServerSlots.MOST)
                .mapToObj(i -> at("hangs" + i, Duration.ofSeconds(30)))
                .map(environment -> probing.probe.observe(environment).subscribeAsCompletionStage())
                .toList();
        await().until(() -> proxy.accepted() == ServerSlots.MOST);
        Unreachable waiting = probing.miss(at("waits", Duration.ofMillis(200)));
        assertThat(waiting.unasked()).isTrue();
        assertThat(waiting.reason()).contains("got no turn");
        assertThat(slow).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void aServerThatHangsIsWaitedForOnce() {
        proxy.hanging.set(true);
        List<Environment> environments = IntStream.range(0, DATABASES)
                .mapToObj(i -> at("hangs" + i, Duration.ofSeconds(2)))
                .toList();
        assertThat(observe(environments)).allSatisfy(seen -> {
            assertThat(((Unreachable) seen).unasked()).isFalse();
            assertThat(((Unreachable) seen).reason()).contains("No answer within");
            assertThat(seen.responseTime()).isLessThan(Duration.ofSeconds(8));
        });
        proxy.hanging.set(false);
        assertThat(probing.observe(at(TestServer.createDatabase(), Duration.ofSeconds(5))))
                .isInstanceOf(Reachable.class);
    }

    private List<Observation> observe(List<Environment> environments) {
        List<CompletableFuture<Observation>> answers = environments.stream()
                .map(environment -> probing.probe.observe(environment).subscribeAsCompletionStage())
                .toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private Environment at(String name, Duration timeout) {
        return Probing.environment(Probing.at(name, Map.of("sslmode", "disable"), proxy.port()), timeout);
    }
}
