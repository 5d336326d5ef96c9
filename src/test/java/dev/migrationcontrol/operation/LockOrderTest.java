package dev.migrationcontrol.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.operation.idempotency.IdempotencyKey;
import dev.migrationcontrol.operation.idempotency.IdempotencyKeyStore.KeyedRequest;
import dev.migrationcontrol.operation.state.OperationState;
import dev.migrationcontrol.operation.state.Outcome;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Transactions that meet at one environment take their locks in one order, so that none is the victim of a deadlock. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class LockOrderTest {
    private static final int ROUNDS = 60;

    @Inject
    AcceptanceStore acceptance;

    @Inject
    OperationStore store;

    @Inject
    CancellationStore cancellations;

    @Inject
    Retention retention;

    @Inject
    OperationReader reader;

    @Inject
    AgroalDataSource control;

    @Test
    void theEndOfAnOperationTheCancellationOfTheNextAndNewArrivals() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(5);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                meet(threads, "nowhere-meet-" + round);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void meet(ExecutorService threads, String environment) throws Exception {
        UUID active = UUID.randomUUID();
        BegunOperation.insert(control, active, environment, "{}", List.of());
        NewOperation next = operation(environment);
        NewOperation last = operation(environment);
        acceptance.insert(next, null, 10);
        acceptance.insert(last, null, 10);
        Cancellation cancellation = new Cancellation(Instant.now(), "test", null);
        KeyedRequest key =
                new KeyedRequest("test", new IdempotencyKey(environment), "x".getBytes(StandardCharsets.UTF_8));
        List<Callable<Boolean>> work = List.of(
                () -> store.finish(active, 1, Outcome.done(), null),
                () -> cancellations.cancel(next.id(), cancellation, key),
                () -> cancellations.cancel(last.id(), cancellation, null),
                () -> acceptance.insert(operation(environment), null, 10) != null,
                () -> {
                    retention.sweep();
                    return true;
                });
        CyclicBarrier together = new CyclicBarrier(work.size());
        List<Future<Boolean>> ends = new ArrayList<>();
        for (Callable<Boolean> each : work) {
            ends.add(threads.submit(() -> {
                together.await();
                return each.call();
            }));
        }
        for (Future<Boolean> end : ends) {
            end.get();
        }
        assertThat(reader.find(active).orElseThrow().state()).isEqualTo(OperationState.SUCCEEDED);
    }

    private static NewOperation operation(String environment) {
        return new NewOperation(UUID.randomUUID(), "UPGRADE", environment, "test", null, Map.of(), List.of());
    }
}
