package dev.migrationcontrol.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.EventReader;
import dev.migrationcontrol.EventReader.Received;
import dev.migrationcontrol.EventReader.Stream;
import dev.migrationcontrol.cluster.Answer;
import dev.migrationcontrol.cluster.Replica;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several replicas are one service: for events, for keys, for whoever asks. */
class ReplicasIT {
    private static final int AT_ONCE = 100;

    @TempDir
    private static Path folder;

    private static Ground ground;

    @BeforeAll
    static void begin() {
        ground = new Ground(folder, Map.of());
    }

    @AfterAll
    static void end() throws IOException {
        ground.close();
    }

    @AfterEach
    void mend() {
        ground.mend();
    }

    @Test
    void anotherReplicaStreamsAnOperationBeyondTheDeathOfItsExecutor() {
        String environment = ground.nextEnvironment();
        Gates gates = new Gates(ground.targets, environment);
        String id = ground.acceptOnFirst(path(environment), "{}").id();
        CompletableFuture<Stream> whole =
                CompletableFuture.supplyAsync(() -> EventReader.read(events(ground.second, id), null));
        CompletableFuture<Stream> broken = CompletableFuture.supplyAsync(() -> readUntilBroken(id));
        gates.awaitSomeoneAt();
        gates.open(1);
        Awaitility.await()
                .until(() -> ground.second.get("/api/v1/operations/" + id).text("/steps/0/state"), "SUCCEEDED"::equals);
        gates.awaitSomeoneAt();
        ground.first.kill();
        gates.openAll();
        ground.awaitEnd(id);

        List<Received> all = whole.join().events();
        assertThat(whole.join().states()).containsExactly("QUEUED", "RUNNING", "RUNNING", "SUCCEEDED");
        assertThat(all.stream().map(Received::id))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, all.size()).boxed().toList());
        List<Received> joined = new ArrayList<>(broken.join().events());
        long last = joined.get(joined.size() - 1).id();
        assertThat(last).isLessThan(all.size());
        joined.addAll(
                EventReader.read(events(ground.second, id), Long.toString(last)).events());
        assertThat(joined).containsExactlyElementsOf(all);
    }

    @Test
    void oneKeyIsOneOperationWhoeverIsAskedAndWhoeverDies() {
        String environment = ground.nextEnvironment();
        Gates gates = new Gates(ground.targets, environment);
        gates.openAll();
        String key = UUID.randomUUID().toString();
        ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<CompletableFuture<String>> answers = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                Replica asked = i % 2 == 0 ? ground.first : ground.second;
                answers.add(CompletableFuture.supplyAsync(() -> askUntilAnswered(asked, environment, key), callers));
            }
            ground.first.kill();
            ground.first.restart().awaitReady();
            Set<String> ids = new TreeSet<>();
            answers.forEach(answer -> ids.add(answer.join()));
            assertThat(ids).hasSize(1);
            Answer ended = ground.awaitEnd(ids.iterator().next());
            assertThat(ended.state()).describedAs(ended.toString()).isEqualTo("SUCCEEDED");
        } finally {
            callers.shutdownNow();
        }
        assertThat(gates.history()).containsExactly("SQL 1", "SQL 2", "SQL 3", "SQL 4");
        assertThat(ground.second
                        .get("/api/v1/operations?environment=" + environment)
                        .body()
                        .path("items"))
                .hasSize(1);
    }

    private static String askUntilAnswered(Replica first, String environment, String key) {
        Replica asked = first;
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < deadline) {
            try {
                Answer answer = asked.post(path(environment), "{}", "Idempotency-Key", key);
                if (answer.status() == 200 || answer.status() == 202) {
                    return answer.id();
                }
                assertThat(answer.status()).describedAs(answer.toString()).isEqualTo(503);
            } catch (UncheckedIOException dead) {
                asked = ground.second;
            }
        }
        throw new IllegalStateException("no answer");
    }

    private static Stream readUntilBroken(String id) {
        List<Received> seen = new ArrayList<>();
        try {
            EventReader.follow(events(ground.first, id), null, seen::add);
        } catch (UncheckedIOException broken) {
            // the replica was killed
        }
        return new Stream(200, "", List.copyOf(seen), 0);
    }

    private static String path(String environment) {
        return "/api/v1/environments/" + environment + "/upgrades";
    }

    private static String events(Replica replica, String id) {
        return "http://127.0.0.1:" + replica.port() + "/api/v1/operations/" + id + "/events";
    }
}
