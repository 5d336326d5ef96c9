package dev.migrationcontrol.operation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import dev.migrationcontrol.control.ControlDatabase;
import dev.migrationcontrol.environment.ForExecution;
import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.operation.state.Outcome;
import dev.migrationcontrol.operation.state.PlannedStep;
import dev.migrationcontrol.operation.state.Step;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** However many requests hold the connections that they share, operations go on and the service stays ready. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class BusyControlDatabaseTest {
    @Inject
    AgroalDataSource requests;

    @Inject
    @ForExecution
    AgroalDataSource execution;

    @Inject
    OperationStore store;

    @Test
    void anUpgradeGoesOnWhileRequestsWaitInVain() throws SQLException {
        TestEnvironment environment = TestEnvironment.empty("events");
        for (int i = 1; i <= 20; i++) {
            environment.script("V" + i + "__a.sql", "CREATE TABLE a" + i + " ();\nSELECT pg_sleep(0.2);");
        }
        String id = Service.post("/api/v1/environments/events/upgrades", "{}").path("id");
        List<Connection> held = new ArrayList<>();
        try {
            while (held.size() < 8) {
                held.add(requests.getConnection());
            }
            given().get("/api/v1/operations")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "5")
                    .body("type", containsString("control-database-unavailable"));
            given().get("/q/health/ready").then().statusCode(200);
            await().atMost(Duration.ofSeconds(60)).until(() -> "SUCCEEDED".equals(state(id)));
            given().get("/q/health/ready").then().statusCode(200);
        } finally {
            for (Connection each : held) {
                each.close();
            }
        }
        Service.get("/api/v1/operations/{}", id).then().statusCode(200);
    }

    @Test
    void ofThousandsOfStatementsAFewAreEvents() {
        TestEnvironment environment = TestEnvironment.empty("events")
                .script("V1__many.sql", "CREATE TABLE a (id int);\n" + "INSERT INTO a VALUES (1);\n".repeat(10_000));
        String id = Service.upgrade(environment, "{}").succeeded().id();
        long statements = count(execution, id, "STATEMENT");
        assertThat(statements).isLessThan(600);
    }

    /** Lists say how far an operation is, not every step of it. */
    @Test
    void aListHoldsNoSteps() {
        TestEnvironment environment = TestEnvironment.withSample("events");
        Service.upgrade(environment, "{}").succeeded();
        JsonPath page =
                Service.get("/api/v1/operations?environment=events&pageSize=1").jsonPath();
        assertThat(page.getMap("items[0]")).doesNotContainKey("steps");
        assertThat(page.getInt("items[0].progress.completed")).isPositive();
    }

    @Test
    void theJournalAlwaysSaysHowALongOperationEnded() throws SQLException {
        UUID id = UUID.randomUUID();
        List<PlannedStep> plan = IntStream.range(0, 2_000)
                .mapToObj(i -> new PlannedStep(
                        "" + i,
                        "a long description of what it does",
                        "V" + i + "__a_long_name_of_a_script.sql",
                        Step.Direction.UP,
                        i + 1,
                        0,
                        0))
                .toList();
        BegunOperation.insert(requests, id, "nowhere-long", "{}", plan);
        Failure failure = Failure.of("statement-failed", "x".repeat(100_000), "Fix it.");
        assertThat(store.finish(id, 1, new Outcome.Failed(failure), null)).isTrue();
        JsonPath entry = Service.get("/api/v1/journal?operation=" + id).jsonPath();
        assertThat(entry.getString("items[0].result.state")).isEqualTo("FAILED");
        assertThat(entry.getInt("items[0].result.attempt")).isEqualTo(1);
        assertThat(entry.getString("items[0].result.failure.reason")).isEqualTo("statement-failed");
        assertThat(entry.getInt("items[0].result.stepCount")).isEqualTo(2_000);
        assertThat(entry.getList("items[0].result.steps")).hasSizeBetween(2, 60);
        assertThat(entry.getString("items[0].result.steps[0].script")).startsWith("V0__");
        assertThat(entry.getString("items[0].result.steps[-1].script")).startsWith("V1999__");
        assertThat(entry.getInt("items[0].plan.stepCount")).isEqualTo(2_000);
    }

    private String state(String id) throws SQLException {
        try (Connection connection = execution.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT state FROM operation WHERE id = ?::uuid")) {
            statement.setString(1, id);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getString(1);
            }
        }
    }

    private static long count(AgroalDataSource control, String id, String kind) {
        return ControlDatabase.call(control, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT count(*) FROM operation_event WHERE operation_id = ?::uuid AND kind = ?")) {
                statement.setString(1, id);
                statement.setString(2, kind);
                try (ResultSet result = statement.executeQuery()) {
                    result.next();
                    return result.getLong(1);
                }
            }
        });
    }
}
