package dev.migrationcontrol.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.operation.AcceptanceStore.Insertion;
import dev.migrationcontrol.operation.idempotency.IdempotencyKey;
import dev.migrationcontrol.operation.idempotency.IdempotencyKeyStore;
import dev.migrationcontrol.operation.idempotency.IdempotencyKeyStore.KeyedRequest;
import dev.migrationcontrol.operation.state.Event;
import dev.migrationcontrol.operation.state.FailingListener;
import dev.migrationcontrol.operation.state.OperationState;
import dev.migrationcontrol.operation.state.Outcome;
import dev.migrationcontrol.operation.state.PlannedStep;
import dev.migrationcontrol.operation.state.Step;
import dev.migrationcontrol.problem.Refusal;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class AcceptanceTest {
    /** No handler has this type, so a replica that takes it up changes no database. */
    private static final String TYPE = "NOTHING";

    @Inject
    AcceptanceStore acceptance;

    @Inject
    OperationStore store;

    @Inject
    RunStore runs;

    @Inject
    OperationReader reader;

    @Inject
    IdempotencyKeyStore keys;

    @Inject
    AgroalDataSource control;

    @Test
    void anOperationItsTaskItsKeyAndItsEventsExistTogetherOrNotAtAll() throws Exception {
        NewOperation operation = operation(FailingListener.ENVIRONMENT);
        KeyedRequest key = key("dies", "a");
        assertThatThrownBy(() -> acceptance.insert(operation, key, null)).hasMessage("the process dies here");
        assertThat(reader.find(operation.id())).isEmpty();
        assertThat(count("scheduled_tasks WHERE task_instance = '" + operation.id() + "'"))
                .isZero();
        assertThat(count("operation_event WHERE operation_id = '" + operation.id() + "'"))
                .isZero();
        assertThat(keys.find(key)).isEmpty();

        NewOperation accepted = operation("nowhere-a");
        assertThat(acceptance.insert(accepted, key, null)).isEqualTo(Insertion.DUE);
        assertThat(keys.find(key)).contains(accepted.id());
        assertThat(count("operation_event WHERE kind = 'STATE' AND operation_id = '" + accepted.id() + "'"))
                .isPositive();
    }

    @Test
    void theDatabaseItselfKeepsASecondActiveOperationOffAnEnvironment() throws Exception {
        UUID first = UUID.randomUUID();
        begin(first, "nowhere-b");
        assertThat(acceptance.insert(operation("nowhere-b"), null, null)).isEqualTo(Insertion.BUSY);
        assertThat(reader.findActive("nowhere-b")).contains(first);
        assertThat(store.finish(first, 1, Outcome.done(), null)).isTrue();
        assertThat(acceptance.insert(operation("nowhere-b"), null, null)).isEqualTo(Insertion.DUE);
    }

    @Test
    void operationsWaitInTheOrderOfTheirArrivalAsFarAsThePolicyAllows() throws Exception {
        UUID active = UUID.randomUUID();
        begin(active, "nowhere-q");
        NewOperation second = operation("nowhere-q");
        NewOperation third = operation("nowhere-q");
        assertThat(acceptance.insert(second, null, 2)).isEqualTo(Insertion.WAITING);
        assertThat(acceptance.insert(third, null, 2)).isEqualTo(Insertion.WAITING);
        assertThat(acceptance.insert(operation("nowhere-q"), null, 2)).isEqualTo(Insertion.FULL);
        assertThat(store.claim(second.id())).isEmpty();

        assertThat(store.finish(active, 1, Outcome.done(), null)).isTrue();
        assertThat(count("scheduled_tasks WHERE task_instance = '" + second.id() + "'")
                        + count("operation WHERE attempt > 0 AND id = '" + second.id() + "'"))
                .isPositive();
        assertThat(count("operation WHERE waiting AND id = '" + third.id() + "'")
                        + count("operation WHERE finished_at IS NOT NULL AND id = '" + second.id() + "'"))
                .isPositive();
    }

    @Test
    void aKeyBelongsToTheFirstOfTwoRequestsAndToNoOtherRequest() {
        NewOperation first = operation("nowhere-k1");
        assertThat(acceptance.insert(first, key("k", "a"), null)).isEqualTo(Insertion.DUE);
        assertThat(acceptance.insert(operation("nowhere-k2"), key("k", "a"), null))
                .isEqualTo(Insertion.KNOWN);
        assertThat(keys.find(key("k", "a"))).contains(first.id());
        assertThatThrownBy(() -> keys.find(key("k", "b")))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.slug()).isEqualTo("idempotency-key-reused"));
    }

    @Test
    void aStaleExecutorChangesNothing() throws Exception {
        UUID id = UUID.randomUUID();
        begin(id, "nowhere-c");
        PlannedStep planned = new PlannedStep("1", "a", "V1__a.sql", Step.Direction.UP, 1, 17, 0);
        assertThat(runs.storePlan(id, 1, List.of(planned))).isTrue();
        assertThat(store.claim(id)).isPresent();
        assertThat(runs.storePlan(id, 1, List.of(planned))).isFalse();

        Step stale = planned.pending().begun(Instant.now()).succeeded(Duration.ZERO);
        Event event = new Event(Event.Kind.REMARK, Instant.now(), Map.of("stale", true));
        runs.update(
                id,
                1,
                new OperationRun.Changes(
                        List.of(0),
                        List.of(stale),
                        new Progress(1, 1, null, null),
                        new EventBuffer.Batch(List.of(event), 0)));
        assertThat(runs.storeOutsideStatement(id, 1, 0, 1)).isFalse();
        assertThat(store.finish(id, 1, Outcome.done(), null)).isFalse();

        Operation now = reader.find(id).orElseThrow();
        assertThat(now.state()).isEqualTo(OperationState.RUNNING);
        assertThat(now.attempt()).isEqualTo(2);
        assertThat(now.steps().get(0).state()).isEqualTo(Step.State.PENDING);
        assertThat(count("operation_event WHERE kind = 'REMARK' AND operation_id = '" + id + "'"))
                .isZero();
        assertThat(runs.plan(id)).containsExactly(planned);
        assertThat(store.finish(id, 2, Outcome.done(), null)).isTrue();
        assertThat(store.claim(id)).isEmpty();
    }

    /** Puts a running operation there that no task leads to, so that no replica comes by. */
    private void begin(UUID id, String environment) throws SQLException {
        BegunOperation.insert(control, id, environment, "{}", List.of());
    }

    private static KeyedRequest key(String key, String fingerprint) {
        return new KeyedRequest("test", new IdempotencyKey(key), fingerprint.getBytes(StandardCharsets.UTF_8));
    }

    private static NewOperation operation(String environment) {
        return new NewOperation(UUID.randomUUID(), TYPE, environment, "test", null, Map.of(), List.of());
    }

    private int count(String where) throws SQLException {
        try (Connection connection = control.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT count(*)::int FROM " + where);
                ResultSet result = statement.executeQuery()) {
            result.next();
            return result.getInt(1);
        }
    }
}
