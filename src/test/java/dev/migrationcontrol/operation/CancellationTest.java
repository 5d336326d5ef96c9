package dev.migrationcontrol.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.OperationAssert;
import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.Statement;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class CancellationTest {
    private static final String SLOW = "CREATE TABLE b ();\nSELECT pg_sleep(60);\n";

    @Test
    void aRunningStatementIsCancelledAndItsScriptRolledBack() {
        TestEnvironment environment =
                environment().script("V2__slow.sql", SLOW).script("V3__c.sql", "CREATE TABLE c ();");
        String id = begin(environment);
        awaitStatement(id, "V2__slow.sql", 2);
        cancelled(id, "{\"reason\":\"wrong branch\"}")
                .with("cancellation.reason", "wrong branch")
                .with("steps[0].state", "SUCCEEDED")
                .with("steps[1].state", "FAILED")
                .with("steps[2].state", "NOT_RUN")
                .with("failure.step", "V2__slow.sql")
                .with("failure.statement", 2)
                .says("failure.message", "1 of 3 steps")
                .says("failure.message", "V3__c.sql")
                .says("failure.effect", "rolled back");
        assertThat(environment.history()).containsExactly("SQL 1");
        assertThat(environment.objects()).containsExactly("a");
        environment.script("V2__slow.sql", "CREATE TABLE b ();");
        Service.upgrade(environment, "{}").succeeded().did("2", "3");
    }

    @Test
    void whatSurvivesACancellationDoesNotSurviveTheEndOfItsSession() {
        TestEnvironment environment = environment().script("V2__stubborn.sql", """
                        DO $$ BEGIN LOOP BEGIN PERFORM pg_sleep(60);
                        EXCEPTION WHEN query_canceled THEN NULL; END; END LOOP; END $$;
                        """);
        String id = begin(environment);
        awaitStatement(id, "V2__stubborn.sql", 1);
        cancelled(id, "{}").with("failure.step", "V2__stubborn.sql");
        assertThat(environment.history()).containsExactly("SQL 1");
    }

    @Test
    void aConcurrentBuildThatIsCancelledSaysWhatItLeaves() throws Exception {
        TestEnvironment environment = environment()
                .script("V2__index.sql", "CREATE TABLE d (id int);")
                .script("V3__index.sql", "CREATE INDEX CONCURRENTLY d_id ON d (id);");
        Service.upgrade(environment, "{\"targetVersion\":\"2\"}").succeeded();
        try (Connection other = environment.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("INSERT INTO d VALUES (1)");
            String id = begin(environment);
            awaitStatement(id, "V3__index.sql", 1);
            Awaitility.await()
                    .until(
                            () -> environment.query(
                                    "SELECT 1 FROM pg_index WHERE NOT indisvalid AND indrelid = 'd'::regclass"),
                            rows -> !rows.isEmpty());
            cancelled(id, "{}").says("failure.effect", "public.d_id");
        }
        assertThat(environment.history()).containsExactly("SQL 1", "SQL 2", "SQL 3 failed");
        Service.work(environment, "repairs", "{\"dropInvalidIndexes\":[\"public.d_id\"]}")
                .succeeded();
        Service.upgrade(environment, "{}").succeeded().did("3");
    }

    @Test
    void whileItWaitsForAnotherRunnerItEndsAtOnce() throws Exception {
        TestEnvironment environment = environment();
        Service.upgrade(environment, "{}").succeeded();
        environment.script("V2__b.sql", "CREATE TABLE b ();");
        try (Connection other = environment.connect();
                Statement statement = other.createStatement()) {
            statement.execute("SELECT pg_advisory_lock("
                    + (77431708279161L + "\"public\".\"flyway_schema_history\"".hashCode()) + ")");
            String id = begin(environment);
            Awaitility.await().until(() -> state(id), "RUNNING"::equals);
            cancelled(id, "{}").says("failure.message", "before anything was run");
        }
        assertThat(environment.history()).containsExactly("SQL 1");
    }

    @Test
    void whatHasEndedCannotBeCancelledAndWhatIsCancelledStaysSo() {
        TestEnvironment environment = environment();
        String done = Service.upgrade(environment, "{}").succeeded().id();
        Response late = cancel(done, "{}", UUID.randomUUID().toString());
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.<String>path("type")).endsWith("/operation-ended");

        environment.script("V2__slow.sql", SLOW);
        String id = begin(environment);
        awaitStatement(id, "V2__slow.sql", 2);
        cancelled(id, "{\"reason\":\"first\"}");
        cancelled(id, "{\"reason\":\"second\"}").with("cancellation.reason", "first");
    }

    @Test
    void aKeyNamesACancellationToo() {
        TestEnvironment environment = environment().script("V2__slow.sql", SLOW);
        String id = begin(environment);
        awaitStatement(id, "V2__slow.sql", 2);
        String key = UUID.randomUUID().toString();
        assertThat(cancel(id, "{}", key).<String>path("id")).isEqualTo(id);
        assertThat(cancel(id, "{}", key).<String>path("id")).isEqualTo(id);
        assertThat(cancel(id, "{\"reason\":\"other\"}", key).statusCode()).isEqualTo(422);
    }

    @Test
    void unknownOperationsAndRubbishAreRefused() {
        assertThat(cancel(UUID.randomUUID().toString(), "{}", "a").statusCode()).isEqualTo(404);
        assertThat(cancel("rubbish", "{}", "b").statusCode()).isEqualTo(400);
        assertThat(cancel(UUID.randomUUID().toString(), "{\"reason\":\"a\\u0000b\"}", "e")
                        .statusCode())
                .isEqualTo(400);
        assertThat(cancel(UUID.randomUUID().toString(), "{\"why\":1}", "c").statusCode())
                .isEqualTo(400);
        assertThat(cancel(UUID.randomUUID().toString(), "{\"reason\":\"" + "x".repeat(501) + "\"}", "d")
                        .statusCode())
                .isEqualTo(400);
    }

    private static TestEnvironment environment() {
        return TestEnvironment.empty("cancellations").script("V1__a.sql", "CREATE TABLE a ();");
    }

    private static String begin(TestEnvironment environment) {
        Response response = Service.post("/api/v1/environments/{}/upgrades", "{}", environment.name());
        assertThat(response.statusCode()).describedAs(response.asString()).isEqualTo(202);
        return response.path("id");
    }

    private static void awaitStatement(String id, String script, int statement) {
        Awaitility.await().until(() -> {
            var operation = Service.get("/api/v1/operations/{}", id).jsonPath();
            return script.equals(operation.getString("progress.current.script"))
                    && operation.getInt("progress.current.statement") == statement;
        });
    }

    private static String state(String id) {
        return Service.get("/api/v1/operations/{}", id).path("state");
    }

    private static OperationAssert cancelled(String id, String body) {
        OperationAssert operation =
                new OperationAssert(cancel(id, body, UUID.randomUUID().toString()));
        return operation.with("state", "CANCELLED").with("failure.reason", "cancelled");
    }

    private static Response cancel(String id, String body, String key) {
        return Service.request()
                .contentType(ContentType.JSON)
                .header("Prefer", "wait=60")
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/v1/operations/" + id + "/cancellations");
    }
}
