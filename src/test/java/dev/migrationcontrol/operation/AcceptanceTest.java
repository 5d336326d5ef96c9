package dev.migrationcontrol.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.operation.OperationStore.NewOperation;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
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
class OperationStoreTest {
    @Inject
    OperationStore store;

    @Inject
    OperationReader reader;

    @Inject
    OperationScheduler scheduler;

    @Inject
    AgroalDataSource control;

    @Test
    void anOperationAndItsTaskExistTogetherOrNotAtAll() throws Exception {
        NewOperation operation = operation("nowhere-a");
        assertThatThrownBy(() -> store.insert(operation, transaction -> {
                    scheduler.schedule(transaction, operation.id());
                    throw new IllegalStateException("the process dies here");
                }))
                .hasMessage("the process dies here");
        assertThat(reader.find(operation.id())).isEmpty();
        assertThat(tasks(operation.id())).isZero();
    }

    @Test
    void theDatabaseItselfKeepsASecondActiveOperationOffAnEnvironment() {
        NewOperation first = operation("nowhere-b");
        assertThat(store.insert(first, transaction -> {})).isTrue();
        assertThat(store.insert(operation("nowhere-b"), transaction -> {})).isFalse();
        assertThat(reader.findActive("nowhere-b")).contains(first.id());
        end(first.id(), 1);
        assertThat(store.insert(operation("nowhere-b"), transaction -> {})).isTrue();
    }

    @Test
    void aStaleExecutorChangesNothing() {
        NewOperation operation = operation("nowhere-c");
        store.insert(operation, transaction -> {});
        UUID id = operation.id();
        assertThat(store.claim(id)).isPresent();
        store.storePlan(id, 1, List.of(new PlannedStep("1", "a", "V1__a.sql", Step.Direction.UP, 1)));
        assertThat(store.claim(id)).isPresent();

        Step stale = new PlannedStep("1", "a", "V1__a.sql", Step.Direction.UP, 1)
                .pending()
                .begun(Instant.now())
                .succeeded(Duration.ZERO);
        store.update(id, 1, new OperationRun.Changes(List.of(0), List.of(stale), new Progress(1, 1, null)));
        assertThat(store.finish(id, 1, Outcome.done(), null)).isFalse();

        Operation now = reader.find(id).orElseThrow();
        assertThat(now.state()).isEqualTo(OperationState.RUNNING);
        assertThat(now.attempt()).isEqualTo(2);
        assertThat(now.steps().get(0).state()).isEqualTo(Step.State.PENDING);
        assertThat(store.finish(id, 2, Outcome.done(), null)).isTrue();
        assertThat(store.claim(id)).isEmpty();
    }

    private void end(UUID id, int attempt) {
        store.claim(id);
        assertThat(store.finish(id, attempt, Outcome.done(), null)).isTrue();
    }

    private static NewOperation operation(String environment) {
        return new NewOperation(UUID.randomUUID(), "UPGRADE", environment, "test", null, Map.of());
    }

    private int tasks(UUID id) throws SQLException {
        try (Connection connection = control.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT count(*)::int FROM scheduled_tasks WHERE task_instance = ?")) {
            statement.setString(1, id.toString());
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        }
    }
}
