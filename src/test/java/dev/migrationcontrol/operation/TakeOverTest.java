package dev.migrationcontrol.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.operation.state.PlannedStep;
import dev.migrationcontrol.operation.state.Step;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.ScriptCatalog;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An operation whose first replica died is claimed again, and the target's history says what was done of it. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class TakeOverTest {
    private static final long HISTORY_LOCK = 77431708279161L + "\"public\".\"flyway_schema_history\"".hashCode();

    @Inject
    AgroalDataSource control;

    @Inject
    Environments environments;

    @Inject
    ScriptCatalog catalog;

    @Test
    void goesOnWithWhatTheHistoryDoesNotHold() throws Exception {
        TestEnvironment environment = threeScripts();
        Service.upgrade(environment, "{\"targetVersion\":\"2\"}").succeeded();
        JsonPath operation = takeOver(environment, planned(environment, 2, 0, "2", "3"));
        assertThat(operation.getString("state")).isEqualTo("SUCCEEDED");
        assertThat(operation.getInt("attempt")).isEqualTo(2);
        assertThat(operation.getList("steps.state")).containsExactly("SUCCEEDED", "SUCCEEDED");
        assertThat(environment.history()).containsExactly("SQL 1", "SQL 2", "SQL 3");
    }

    @Test
    void anOperationThatWasDoneAfterAllHasSucceeded() throws Exception {
        TestEnvironment environment = threeScripts();
        Service.upgrade(environment, "{\"targetVersion\":\"3\"}").succeeded();
        JsonPath operation = takeOver(environment, planned(environment, 2, 0, "2", "3"));
        assertThat(operation.getString("state")).isEqualTo("SUCCEEDED");
        assertThat(environment.history()).containsExactly("SQL 1", "SQL 2", "SQL 3");
    }

    @Test
    void whoDiedBeforeThePlanIsPlannedAnew() throws Exception {
        TestEnvironment environment = threeScripts();
        JsonPath operation = takeOver(environment, List.of());
        assertThat(operation.getString("state")).isEqualTo("SUCCEEDED");
        assertThat(environment.history()).containsExactly("SQL 1", "SQL 2", "SQL 3");
    }

    @Test
    void aScriptThatWasChangedMeanwhileIsNotRun() throws Exception {
        TestEnvironment environment = threeScripts();
        Service.upgrade(environment, "{\"targetVersion\":\"1\"}").succeeded();
        List<PlannedStep> plan = planned(environment, 2, 0, "2", "3");
        environment.script("V3__c.sql", "SELECT 1;");
        JsonPath operation = takeOver(environment, plan);
        assertThat(operation.getString("state")).isEqualTo("INTERRUPTED");
        assertThat(operation.getString("failure.reason")).isEqualTo("script-changed");
        assertThat(operation.getList("steps.state")).containsExactly("NOT_RUN", "NOT_RUN");
        assertThat(environment.history()).containsExactly("SQL 1");
    }

    @Test
    void aHistoryThatSomeoneElseChangedEndsIt() throws Exception {
        TestEnvironment environment = threeScripts();
        Service.upgrade(environment, "{\"targetVersion\":\"1\"}").succeeded();
        List<PlannedStep> plan = planned(environment, 2, 0, "2", "3");
        Service.upgrade(environment, "{\"targetVersion\":\"2\"}").succeeded();
        Service.rollBack(environment, "{\"steps\":1}").succeeded();
        JsonPath operation = takeOver(environment, plan.subList(1, 2));
        assertThat(operation.getString("state")).isEqualTo("INTERRUPTED");
        assertThat(operation.getString("failure.reason")).isEqualTo("history-changed");
    }

    @Test
    void aStepThatWasCommittedAndIsGoneIsSaidToBeLost() throws Exception {
        TestEnvironment environment = threeScripts();
        Service.upgrade(environment, "{\"targetVersion\":\"1\"}").succeeded();
        UUID id = begin(environment, planned(environment, 2, 0, "2", "3"));
        BegunOperation.execute(
                control,
                "UPDATE operation_step SET state = 'SUCCEEDED' WHERE position = 0 AND operation_id = '" + id + "'");
        JsonPath operation = end(id);
        assertThat(operation.getString("state")).isEqualTo("INTERRUPTED");
        assertThat(operation.getString("failure.reason")).isEqualTo("history-lost");
    }

    @Test
    void whatRanOutsideOfATransactionIsRecordedAsFailedAndARepairIsOffered() throws Exception {
        TestEnvironment environment = TestEnvironment.empty("locks")
                .script("V1__orders.sql", "CREATE TABLE orders (id int, customer int);")
                .script("V2__index.sql", "CREATE INDEX CONCURRENTLY orders_customer ON orders (customer);");
        Service.upgrade(environment, "{\"targetVersion\":\"1\"}").succeeded();
        leaveInvalidIndex(environment);
        JsonPath operation = takeOver(environment, planned(environment, 2, 1, "2"));
        assertThat(operation.getString("state")).isEqualTo("INTERRUPTED");
        assertThat(operation.getString("failure.reason")).isEqualTo("half-done");
        assertThat(operation.getString("failure.effect")).contains("public.orders_customer");
        assertThat(operation.getString("failure.hint")).contains("dropInvalidIndexes");
        assertThat(environment.history()).containsExactly("SQL 1", "SQL 2 failed");
        Service.upgrade(environment, "{}").refused(409, "history-diverged");

        Service.work(environment, "repairs", "{\"dropInvalidIndexes\":[\"public.orders_pkey\"]}")
                .failed("not-applicable");
        Service.work(
                        environment,
                        "repairs",
                        "{\"failed\":\"REMOVE\",\"dropInvalidIndexes\":[\"public.orders_customer\"]}")
                .succeeded()
                .with("result.droppedIndexes[0]", "public.orders_customer");
        assertThat(environment.objects()).containsExactly("orders");
        Service.upgrade(environment, "{}").succeeded().did("2");
    }

    @Test
    void whatIsThereAfterAllCanBeMarkedAsApplied() throws Exception {
        TestEnvironment environment = TestEnvironment.empty("locks")
                .script("V1__orders.sql", "CREATE TABLE orders (id int, customer int);")
                .script("V2__index.sql", "CREATE INDEX CONCURRENTLY orders_customer ON orders (customer);");
        Service.upgrade(environment, "{\"targetVersion\":\"1\"}").succeeded();
        environment.execute("CREATE INDEX orders_customer ON orders (customer)");
        takeOver(environment, planned(environment, 2, 1, "2"));
        Service.work(environment, "repairs", "{\"failed\":\"MARK_APPLIED\"}")
                .succeeded()
                .with("result.markedApplied[0].version", "2");
        assertThat(environment.history()).containsExactly("SQL 1", "SQL 2");
        Service.awaitState(environment, "UP_TO_DATE");
    }

    @Test
    void aCancelledOperationWhoseReplicaDiedEndsAsCancelled() throws Exception {
        TestEnvironment environment = threeScripts();
        Service.upgrade(environment, "{\"targetVersion\":\"2\"}").succeeded();
        UUID id = begin(environment, planned(environment, 2, 0, "2", "3"));
        BegunOperation.execute(
                control,
                "UPDATE operation SET cancellation ="
                        + " '{\"requestedAt\":\"2026-01-31T10:00:00Z\",\"requestedBy\":\"test\",\"reason\":null}' WHERE id = '"
                        + id + "'");
        JsonPath operation = end(id);
        assertThat(operation.getString("state")).isEqualTo("CANCELLED");
        assertThat(operation.getList("steps.state")).containsExactly("SUCCEEDED", "NOT_RUN");
        assertThat(operation.getString("failure.message")).contains("1 of 2").contains("V3__");
    }

    @Test
    void aCancellationIsHeardOnlyOnceItIsKnownWhatTheDeadExecutorHasCommitted() throws Exception {
        TestEnvironment environment = threeScripts("cancellations");
        Service.upgrade(environment, "{\"targetVersion\":\"2\"}").succeeded();
        UUID id = begin(environment, planned(environment, 2, 0, "2", "3"));
        try (Connection other = environment.connect();
                Statement statement = other.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + HISTORY_LOCK + ")");
            BegunOperation.schedule(control, id);
            await().until(() -> state(id, "attempt").equals(2));
            assertThat(Service.post("/api/v1/operations/{}/cancellations", "{}", id.toString())
                            .statusCode())
                    .isEqualTo(202);
            await().during(Duration.ofMillis(1500))
                    .atMost(Duration.ofSeconds(3))
                    .until(() -> "RUNNING".equals(state(id, "state")));
        }
        JsonPath operation = ended(id);
        assertThat(operation.getString("state")).isEqualTo("CANCELLED");
        assertThat(operation.getList("steps.state")).containsExactly("SUCCEEDED", "NOT_RUN");
        assertThat(operation.getString("failure.message")).contains("1 of 2");
        assertThat(environment.history()).containsExactly("SQL 1", "SQL 2");
    }

    @Test
    void whatCannotBeFoundOutIsSaidNotToBeKnown() throws Exception {
        TestEnvironment environment = threeScripts();
        Service.upgrade(environment, "{\"targetVersion\":\"2\"}").succeeded();
        try (Connection other = environment.connect();
                Statement statement = other.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + HISTORY_LOCK + ")");
            JsonPath operation = takeOver(environment, planned(environment, 2, 0, "2", "3"));
            assertThat(operation.getString("state")).isEqualTo("FAILED");
            assertThat(operation.getString("failure.reason")).isEqualTo("lock-unavailable");
            assertThat(operation.getString("failure.step")).isEqualTo("V2__b.sql");
            assertThat(operation.getString("failure.effect")).contains("not known");
            assertThat(operation.getList("steps.state")).containsExactly("FAILED", "NOT_RUN");
        }
    }

    private static TestEnvironment threeScripts() {
        return threeScripts("locks");
    }

    private static TestEnvironment threeScripts(String name) {
        return TestEnvironment.empty(name)
                .script("V1__a.sql", "CREATE TABLE a ();")
                .script("V2__b.sql", "CREATE TABLE b ();")
                .script("V3__c.sql", "CREATE TABLE c ();")
                .script("U2__b.sql", "DROP TABLE b;");
    }

    private void leaveInvalidIndex(TestEnvironment environment) throws SQLException {
        environment.execute("INSERT INTO orders VALUES (1, 7), (2, 7)");
        try (Connection connection = environment.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE UNIQUE INDEX CONCURRENTLY orders_customer ON orders (customer)");
        } catch (SQLException duplicates) {
            assertThat(duplicates.getSQLState()).isEqualTo("23505");
        }
    }

    /** Steps for these versions, the first at this rank. */
    private List<PlannedStep> planned(TestEnvironment environment, int rank, int outsideStatement, String... versions) {
        List<PlannedStep> steps = new ArrayList<>();
        for (String version : versions) {
            Script script = catalog.readFresh(environments.require(environment.name())).scripts().migrations().stream()
                    .filter(each -> version.equals(String.valueOf(each.version())))
                    .findFirst()
                    .orElseThrow();
            steps.add(new PlannedStep(
                    version,
                    script.description(),
                    script.name(),
                    Step.Direction.UP,
                    rank + steps.size(),
                    script.checksum(),
                    steps.isEmpty() ? outsideStatement : 0));
        }
        return steps;
    }

    private JsonPath takeOver(TestEnvironment environment, List<PlannedStep> plan) throws SQLException {
        return end(begin(environment, plan));
    }

    private UUID begin(TestEnvironment environment, List<PlannedStep> plan) throws SQLException {
        UUID id = UUID.randomUUID();
        BegunOperation.insert(control, id, environment.name(), "{}", plan);
        return id;
    }

    private JsonPath end(UUID id) throws SQLException {
        BegunOperation.schedule(control, id);
        return ended(id);
    }

    private static JsonPath ended(UUID id) {
        await().atMost(Duration.ofSeconds(20)).until(() -> !"RUNNING".equals(state(id, "state")));
        return Service.get("/api/v1/operations/{}", id).jsonPath();
    }

    private static Object state(UUID id, String member) {
        return Service.get("/api/v1/operations/{}", id).path(member);
    }
}
