package dev.migrationcontrol.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.operation.state.PlannedStep;
import dev.migrationcontrol.operation.state.Step;
import dev.migrationcontrol.script.ScriptCatalog;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What kills its replica at the same step again and again is not run for ever; rolling restarts never count. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class DeathsTest {
    @Inject
    AgroalDataSource control;

    @Inject
    Environments environments;

    @Inject
    ScriptCatalog catalog;

    private TestEnvironment environment;
    private final UUID id = UUID.randomUUID();

    @BeforeEach
    void begin() {
        environment = TestEnvironment.empty("locks")
                .script("V1__a.sql", "CREATE TABLE a ();")
                .script("V2__b.sql", "CREATE TABLE b ();")
                .script("V3__c.sql", "CREATE TABLE c ();");
        Service.upgrade(environment, "{\"targetVersion\":\"1\"}").succeeded();
    }

    @Test
    void oneDeathIsCountedForTheStepThatTheHistoryDoesNotHold() throws SQLException {
        Service.upgrade(environment, "{\"targetVersion\":\"2\"}").succeeded();
        leave("begun = true");
        assertThat(end().getString("state")).isEqualTo("SUCCEEDED");
        assertThat(query("SELECT string_agg(deaths::text, ',' ORDER BY position) FROM operation_step"))
                .isEqualTo("0,1");
        assertThat(query("SELECT deaths || ' ' || early_deaths FROM operation o"))
                .isEqualTo("1 0");
    }

    @Test
    void twoDeathsAtTheSameStepEndItWithoutRunningItAgain() throws SQLException {
        Service.upgrade(environment, "{\"targetVersion\":\"2\"}").succeeded();
        leave("begun = true, attempt = 2, deaths = 1");
        change("UPDATE operation_step SET deaths = 1 WHERE position = 1 AND operation_id = '" + id + "'");
        JsonPath operation = end();
        assertThat(operation.getString("state")).isEqualTo("INTERRUPTED");
        assertThat(operation.getString("failure.reason")).isEqualTo("interrupted");
        assertThat(operation.getString("failure.step")).isEqualTo("V3__c.sql");
        assertThat(operation.getString("failure.message")).contains("Two replicas died while V3__c.sql ran");
        assertThat(operation.getString("failure.hint")).contains("ask again");
        // The history was still read: the step before, whose end nobody recorded, is done.
        assertThat(operation.getList("steps.state")).containsExactly("SUCCEEDED", "NOT_RUN");
        assertThat(environment.history()).containsExactly("SQL 1", "SQL 2");
        Service.upgrade(environment, "{}").succeeded().did("3");
    }

    @Test
    void deathsAtDifferentStepsDoNot() throws SQLException {
        Service.upgrade(environment, "{\"targetVersion\":\"2\"}").succeeded();
        leave("begun = true, attempt = 2, deaths = 1");
        change("UPDATE operation_step SET deaths = 1 WHERE position = 0 AND operation_id = '" + id + "'");
        assertThat(end().getString("state")).isEqualTo("SUCCEEDED");
        assertThat(environment.history()).containsExactly("SQL 1", "SQL 2", "SQL 3");
    }

    @Test
    void twoDeathsBeforeAnyStepEndIt() throws SQLException {
        leave("begun = false, attempt = 2, deaths = 1, early_deaths = 1");
        JsonPath operation = end();
        assertThat(operation.getString("state")).isEqualTo("INTERRUPTED");
        assertThat(operation.getString("failure.message")).contains("before a step was begun");
        assertThat(environment.history()).containsExactly("SQL 1");
    }

    @Test
    void manyDeathsAtManyStepsEndIt() throws SQLException {
        leave("begun = true, attempt = 120, deaths = 99");
        JsonPath operation = end();
        assertThat(operation.getString("state")).isEqualTo("INTERRUPTED");
        assertThat(operation.getString("failure.message")).contains("100 replicas died");
    }

    @Test
    void handOversNeverCount() throws SQLException {
        leave("begun = true, attempt = 40, state = 'QUEUED'");
        JsonPath operation = end();
        assertThat(operation.getString("state")).isEqualTo("SUCCEEDED");
        assertThat(operation.getInt("attempt")).isEqualTo(41);
        assertThat(query("SELECT deaths || ' ' || early_deaths FROM operation o"))
                .isEqualTo("0 0");
    }

    /** An operation that ran versions 2 and 3 when its replica ended. */
    private void leave(String columns) throws SQLException {
        List<PlannedStep> plan = new ArrayList<>();
        for (var script :
                catalog.readFresh(environments.require("locks")).scripts().migrations()) {
            String version = String.valueOf(script.version());
            if (!version.equals("1")) {
                plan.add(new PlannedStep(
                        version,
                        script.description(),
                        script.name(),
                        Step.Direction.UP,
                        2 + plan.size(),
                        script.checksum(),
                        0));
            }
        }
        BegunOperation.insert(control, id, environment.name(), "{}", plan);
        change("UPDATE operation SET " + columns + " WHERE id = '" + id + "'");
    }

    private void change(String sql) throws SQLException {
        BegunOperation.execute(control, sql);
    }

    private String query(String sql) throws SQLException {
        String column = sql.contains("operation_step") ? "operation_id" : "id";
        try (Connection connection = control.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql + " WHERE " + column + " = '" + id + "'")) {
            result.next();
            return result.getString(1);
        }
    }

    private JsonPath end() throws SQLException {
        BegunOperation.schedule(control, id);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Service.get("/api/v1/operations/{}", id).path("finishedAt") != null);
        return Service.get("/api/v1/operations/{}", id).jsonPath();
    }
}
