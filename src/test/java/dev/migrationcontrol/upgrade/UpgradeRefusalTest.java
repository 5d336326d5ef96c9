package dev.migrationcontrol.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class UpgradeRefusalTest {
    @Test
    void objectsWithoutAHistoryAreRefused() {
        TestEnvironment environment = TestEnvironment.withSample("contract");
        environment.execute("CREATE TABLE stranger ()");
        Service.upgrade(environment, "{}").refused(409, "unmanaged-schema");
        assertThat(environment.objects()).containsExactly("stranger");
    }

    @Test
    void aTargetThatDoesNotExistIsRefused() {
        TestEnvironment environment = TestEnvironment.withSample("contract");
        Service.upgrade(environment, "{\"targetVersion\":\"77\"}")
                .refused(409, "unknown-target-version")
                .with("versions", List.of("77"));
    }

    @Test
    void aChangedScriptIsRefusedWithItsVersion() {
        TestEnvironment environment = TestEnvironment.withSample("contract");
        Service.upgrade(environment, "{\"targetVersion\":\"2\"}").succeeded();
        environment.script("V2__create_users.sql", "SELECT 1;");
        Service.upgrade(environment, "{}")
                .refused(409, "history-diverged")
                .with("problems[0].kind", "CHECKSUM_MISMATCH")
                .with("versions", List.of("2"));
        Service.awaitState(environment, "DIVERGED");
    }

    @Test
    void rowsOfAnotherEditionAreRefusedAndNotAStackTrace() {
        TestEnvironment environment = TestEnvironment.withSample("contract");
        Service.upgrade(environment, "{\"targetVersion\":\"2\"}").succeeded();
        environment.execute("INSERT INTO flyway_schema_history VALUES"
                + " (99, '2', 'create users', 'UNDO_SQL', 'U2__create_users.sql', 1, 'x', now(), 1, true)");
        Service.upgrade(environment, "{}").refused(409, "history-diverged").says("detail", "UNDO_SQL");
        Service.rollBack(environment, "{\"steps\":1}").refused(409, "history-diverged");
        Service.awaitState(environment, "DIVERGED");
    }

    @Test
    void twoScriptsOfOneVersionAreRefused() {
        TestEnvironment environment = TestEnvironment.withSample("contract").script("V2__twin.sql", "SELECT 1;");
        Service.upgrade(environment, "{}").refused(409, "scripts-unreadable").says("detail", "V2__twin.sql");
    }

    @Test
    void anEnvironmentThatCannotBeReachedIsRefused() {
        Response response = Service.post("/api/v1/environments/{}/upgrades", "{}", TestEnvironment.UNREACHABLE);
        response.then().statusCode(503).header("Retry-After", "5");
        assertThat(response.asString()).contains("environment-unreachable").doesNotContain("canary-secret");
        Service.get("/api/v1/environments/{}/status", TestEnvironment.UNREACHABLE)
                .then()
                .statusCode(200)
                .body("state", org.hamcrest.Matchers.is("UNREACHABLE"));
    }

    @Test
    void aSecondOperationIsRefusedWhileOneRuns() {
        TestEnvironment environment = TestEnvironment.empty("contract").script("V1__slow.sql", "SELECT pg_sleep(2);");
        Response first = Service.post("/api/v1/environments/{}/upgrades", "{}", environment.name());
        first.then().statusCode(202).header("Location", org.hamcrest.Matchers.containsString("/api/v1/operations/"));
        String id = first.path("id");
        Service.upgrade(environment, "{}").refused(409, "operation-in-progress").with("operationId", id);
        Service.rollBack(environment, "{\"steps\":1}").refused(409, "operation-in-progress");
        Service.get("/api/v1/environments/{}/status", environment.name())
                .then()
                .body("activeOperation", org.hamcrest.Matchers.is(id));
        await().until(() ->
                "SUCCEEDED".equals(Service.get("/api/v1/operations/{}", id).path("state")));
    }

    @Test
    void aStockFlywayAtWorkIsWaitedForAndThenNamed() throws Exception {
        TestEnvironment environment = TestEnvironment.withSample("locks");
        try (Connection other = environment.connect();
                Statement statement = other.createStatement()) {
            long key = 77431708279161L + "\"public\".\"flyway_schema_history\"".hashCode();
            statement.execute("SET application_name = 'a stock flyway'");
            statement.execute("SELECT pg_advisory_lock(" + key + ")");
            Service.upgrade(environment, "{}").failed("lock-unavailable").says("failure.message", "a stock flyway");
        }
        assertThat(environment.objects()).isEmpty();
        Service.upgrade(environment, "{}").succeeded();
    }

    @Test
    void fieldsThatAreUnknownOrOfAWrongFormAreNamed() {
        TestEnvironment environment = TestEnvironment.empty("contract");
        Service.upgrade(environment, "{\"targetVersoin\":\"2\"}")
                .refused(400, "invalid-request")
                .says("detail", "targetVersoin");
        Service.upgrade(environment, "{\"targetVersion\":\"two\"}")
                .refused(400, "invalid-request")
                .with("violations[0].field", "targetVersion");
        Service.upgrade(environment, "{\"lockTimeout\":\"soon\"}")
                .refused(400, "invalid-request")
                .says("detail", "lockTimeout");
        Service.upgrade(environment, "{\"lockTimeout\":\"-PT1S\"}")
                .refused(400, "invalid-request")
                .says("detail", "lockTimeout");
        Service.upgrade(environment, "{\"outOfOrder\":\"perhaps\"}")
                .refused(400, "invalid-request")
                .says("detail", "outOfOrder");
        Service.upgrade(environment, "{\"reason\":\"" + "x".repeat(501) + "\"}").refused(400, "invalid-request");
        Service.upgrade(environment, "[1,2").refused(400, "invalid-request");
        Service.upgrade(environment, "[]").refused(400, "invalid-request");
        Service.upgrade(environment, "\"text\"").refused(400, "invalid-request");
    }

    @Test
    void unknownEnvironmentsOperationsAndPathsAreNotFound() {
        Service.post("/api/v1/environments/{}/upgrades", "{}", "nowhere").then().statusCode(404);
        Service.get("/api/v1/environments/{}/status", "nowhere").then().statusCode(404);
        Service.get("/api/v1/operations/{}", "0192f0c1-7c00-7000-8000-000000000000")
                .then()
                .statusCode(404);
        Service.get("/api/v1/operations/{}", "no-id").then().statusCode(400);
        Response nothing = Service.get("/api/v1/nothing/here");
        nothing.then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void theFrameworksOwnErrorsAreProblemsToo() {
        String upgrades = "/api/v1/environments/contract/upgrades";
        Service.request()
                .contentType("text/plain")
                .body("{}")
                .post(upgrades)
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
        Service.request()
                .contentType("application/json")
                .put("/api/v1/operations")
                .then()
                .statusCode(405)
                .contentType("application/problem+json");
        Service.request()
                .accept("text/csv")
                .get("/api/v1/environments/contract/audit")
                .then()
                .statusCode(406)
                .contentType("application/problem+json");
        Service.request()
                .header("Prefer", "wait=soon")
                .contentType("application/json")
                .body("{}")
                .post(upgrades)
                .then()
                .statusCode(400);
        Service.get("/api/v1/operations?pageSize=0").then().statusCode(400);
        Service.get("/api/v1/operations?pageSize=9999").then().statusCode(400);
        Service.get("/api/v1/operations?state=DONE").then().statusCode(400);
        Service.get("/api/v1/operations?pageToken=x").then().statusCode(400);
    }
}
