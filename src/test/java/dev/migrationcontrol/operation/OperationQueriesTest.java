package dev.migrationcontrol.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.migrationcontrol.QueryCost;
import dev.migrationcontrol.control.ControlDatabase;
import dev.migrationcontrol.operation.state.OperationState;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each question about operations is answered by an index, however many operations there are. */
class OperationQueriesTest {
    private static final UUID MIDDLE = UUID.fromString("01900000-0000-7000-8000-000000002710");

    private final QueryCost cost = QueryCost.filled();
    private final ObjectMapper mapper = new ObjectMapper().registerModule(new JavaTimeModule());
    private final OperationReader reader = new OperationReader(cost.pool(), new StepStore(mapper), mapper);
    private final EventStore events = new EventStore(cost.pool(), mapper);
    private final RetentionStore retention = new RetentionStore(cost.pool());

    @AfterEach
    void close() {
        cost.close();
    }

    @Test
    void lists() {
        cost.assertCheap(
                "the newest",
                150,
                () -> reader.list(new OperationFilter(null, null, null, null, null, null), 51, null));
        cost.assertCheap(
                "a later page",
                150,
                () -> reader.list(new OperationFilter(null, null, null, null, null, MIDDLE), 51, null));
        Instant future = Instant.now().plus(Duration.ofDays(1));
        cost.assertCheap(
                "of a time",
                10,
                () -> reader.list(new OperationFilter(null, null, null, future, null, null), 51, null));
        cost.assertCheap(
                "of an environment and a time",
                10,
                () -> reader.list(new OperationFilter("env-7", null, null, future, null, null), 51, null));
        cost.assertCheap(
                "of an environment",
                150,
                () -> reader.list(new OperationFilter("env-7", null, null, null, null, null), 51, null));
        cost.assertCheap(
                "of an unknown environment",
                10,
                () -> reader.list(new OperationFilter("nobody", null, null, null, null, null), 51, null));
        cost.assertCheap(
                "of a state",
                150,
                () -> reader.list(new OperationFilter(null, OperationState.FAILED, null, null, null, null), 51, null));
        cost.assertCheap(
                "of a state that none has",
                10,
                () -> reader.list(
                        new OperationFilter(null, OperationState.INTERRUPTED, null, null, null, null), 51, null));
        cost.assertCheap(
                "of a state and an environment",
                150,
                () -> reader.list(
                        new OperationFilter("env-7", OperationState.FAILED, null, null, null, MIDDLE), 51, null));
        cost.assertCheap(
                "of both, and none there",
                10,
                () -> reader.list(
                        new OperationFilter("env-7", OperationState.RUNNING, null, null, null, null), 51, null));
        assertThat(reader.list(new OperationFilter("env-7", OperationState.FAILED, null, null, null, MIDDLE), 51, null))
                .hasSize(51);
    }

    @Test
    void oneOperationAndTheActiveOnes() {
        cost.assertCheap("one", 10, () -> reader.find(MIDDLE).orElseThrow());
        cost.assertCheap("whether it has ended", 5, () -> reader.hasEnded(MIDDLE));
        cost.assertCheap("the active ones", 5, reader::active);
        cost.assertCheap(
                "events", 10, () -> assertThat(events.after(MIDDLE, 1, 500)).hasSize(2));
    }

    @Test
    void theLengthOfAQueueAndWhoIsNext() {
        cost.execute("INSERT INTO operation (id, type, environment, state, requested_by, request, created_at, waiting)"
                + " SELECT gen_random_uuid(), 'UPGRADE', 'env-3', 'QUEUED', 'ci', '{}', now(), n > 1"
                + " FROM generate_series(1, 5) AS n");
        cost.assertCheap(
                "the length of a queue",
                20,
                () -> ControlDatabase.inTransaction(cost.pool(), connection -> Queue.length(connection, "env-3")));
        cost.assertCheap(
                "the queue advances",
                60,
                () -> ControlDatabase.inTransaction(
                        cost.pool(),
                        connection -> {
                            Queue.advance(connection, "env-3", Instant.now());
                            return true;
                        },
                        kept -> false));
    }

    @Test
    void aBatchOfRetentionCostsTheSameAtTheEndAsAtTheBeginning() {
        OffsetDateTime soon = Instant.now().atOffset(ZoneOffset.UTC);
        AtomicReference<RetentionStore.Batch> batch = new AtomicReference<>(RetentionStore.Batch.NONE_YET);
        cost.assertCheap(
                "events",
                1_000,
                () -> assertThat(batch.updateAndGet(last -> retention.forgetEvents(last, soon))
                                .count())
                        .isEqualTo(100));
        for (int i = 0; i < 100; i++) {
            batch.updateAndGet(last -> retention.forgetEvents(last, soon));
        }
        cost.assertCheap(
                "events later",
                1_000,
                () -> assertThat(batch.updateAndGet(last -> retention.forgetEvents(last, soon))
                                .count())
                        .isEqualTo(100));
        batch.set(RetentionStore.Batch.NONE_YET);
        cost.assertCheap("keys", 2_100, () -> batch.updateAndGet(last -> retention.forgetKeys(last, soon)));
        batch.set(RetentionStore.Batch.NONE_YET);
        cost.assertCheap(
                "operations",
                2_500,
                () -> assertThat(batch.updateAndGet(last -> retention.forgetOperations(last, soon))
                                .count())
                        .isEqualTo(100));
    }
}
