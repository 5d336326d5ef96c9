package dev.migrationcontrol.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import dev.migrationcontrol.operation.OperationStore.NewOperation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An operation whose first executor died is claimed again, and the target's history says what was done of it. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class TakeOverTest {
    @Inject
    OperationStore store;

    @Inject
    OperationScheduler scheduler;

    @Test
    void stepsWhoseRowsAreThereWereDoneAndTheOthersWereNotRun() {
        TestEnvironment environment = TestEnvironment.withSample("locks");
        Service.upgrade(environment, "{\"targetVersion\":\"2\"}").succeeded();
        JsonPath operation = takeOver(environment, List.of(2, 3));
        assertThat(operation.getString("state")).isEqualTo("INTERRUPTED");
        assertThat(operation.getInt("attempt")).isEqualTo(2);
        assertThat(operation.getList("steps.state")).containsExactly("SUCCEEDED", "NOT_RUN");
        assertThat(operation.getString("failure.reason")).isEqualTo("interrupted");
        assertThat(operation.getString("failure.message")).contains("1 of 2");
    }

    @Test
    void anOperationThatWasDoneAfterAllHasSucceeded() {
        TestEnvironment environment = TestEnvironment.withSample("locks");
        Service.upgrade(environment, "{\"targetVersion\":\"3\"}").succeeded();
        JsonPath operation = takeOver(environment, List.of(2, 3));
        assertThat(operation.getString("state")).isEqualTo("SUCCEEDED");
        assertThat(operation.getList("steps.state")).containsExactly("SUCCEEDED", "SUCCEEDED");
    }

    /** Leaves an operation as an executor leaves it that died while it ran versions 2 and 3. */
    private JsonPath takeOver(TestEnvironment environment, List<Integer> ranks) {
        UUID id = UUID.randomUUID();
        NewOperation operation = new NewOperation(id, "UPGRADE", environment.name(), "test", null, Map.of());
        store.insert(operation, transaction -> {});
        store.claim(id);
        store.storePlan(
                id,
                1,
                List.of(
                        new PlannedStep("2", "create users", "V2__create_users.sql", Step.Direction.UP, ranks.get(0)),
                        new PlannedStep(
                                "3",
                                "merge users with the same email",
                                "V3__merge_users_with_the_same_email.sql",
                                Step.Direction.UP,
                                ranks.get(1))));
        scheduleAgain(id);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !"RUNNING"
                        .equals(Service.get("/api/v1/operations/{}", id).path("state")));
        return Service.get("/api/v1/operations/{}", id).jsonPath();
    }

    private void scheduleAgain(UUID id) {
        NewOperation carrier = new NewOperation(UUID.randomUUID(), "NONE", "nowhere-" + id, "test", null, Map.of());
        store.insert(carrier, transaction -> scheduler.schedule(transaction, id));
        scheduler.wake();
    }
}
