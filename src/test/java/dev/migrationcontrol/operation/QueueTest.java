package dev.migrationcontrol.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class QueueTest {
    private static final String PATH = "/api/v1/environments/queue/";

    @Test
    void requestsWaitForTheirTurnInTheOrderOfTheirArrivalAndOneCanBeTakenBack() {
        TestEnvironment environment = TestEnvironment.empty("queue")
                .script("V1__slow.sql", "CREATE TABLE gate ();\nSELECT pg_sleep(3);")
                .script("V2__b.sql", "CREATE TABLE b ();")
                .script("U2__b.sql", "DROP TABLE b;");
        List<String> ids = new ArrayList<>();
        ids.add(accepted("upgrades", "{\"targetVersion\":\"2\"}"));
        ids.add(accepted("rollbacks", "{\"steps\":1}"));
        ids.add(accepted("upgrades", "{}"));
        ids.add(accepted("rollbacks", "{\"steps\":1}"));
        Response full = Service.post(PATH + "upgrades", "{}");
        assertThat(full.statusCode()).isEqualTo(409);
        assertThat(full.<String>path("type")).endsWith("/queue-full");

        Response cancelled = Service.request()
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/operations/" + ids.get(2) + "/cancellations");
        assertThat(cancelled.statusCode()).isEqualTo(200);
        assertThat(cancelled.<String>path("state")).isEqualTo("CANCELLED");
        assertThat(Service.get("/api/v1/environments/queue/status").<String>path("activeOperation"))
                .isEqualTo(ids.get(0));

        Awaitility.await().until(() -> operation(ids.get(3)).path("finishedAt") != null);
        assertThat(operation(ids.get(0)).<String>path("state")).isEqualTo("SUCCEEDED");
        assertThat(operation(ids.get(1)).<String>path("state")).isEqualTo("SUCCEEDED");
        // Its turn came after version 2 was undone; version 1 has no undo script.
        assertThat(operation(ids.get(3)).<String>path("failure.reason")).isEqualTo("undo-missing");
        assertThat(environment.history()).containsExactly("SQL 1", "SQL 2", "DELETE 2");
    }

    private static String accepted(String kind, String body) {
        Response response = Service.post(PATH + kind, body);
        assertThat(response.statusCode()).describedAs(response.asString()).isEqualTo(202);
        return response.path("id");
    }

    private static Response operation(String id) {
        return Service.get("/api/v1/operations/" + id);
    }
}
