package dev.migrationcontrol.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rehearsed plans, plans that destroy rows, and audits of trees, by forms alone. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class ConsolePlanTest {
    private static final String BASE = "/console/environments/console";

    @TestHTTPResource("/")
    URI service;

    private TestEnvironment environment;

    @BeforeEach
    void begin() {
        environment = TestEnvironment.empty("console")
                .script("V1__orders.sql", "CREATE TABLE orders (id int PRIMARY KEY, note text);")
                .script("U1__orders.sql", "DROP TABLE orders;");
        Service.awaitState(environment, "EMPTY");
    }

    private Response send(String path, String... fields) {
        RequestSpecification request = given().redirects()
                .follow(false)
                .header("Origin", "http://" + service.getAuthority())
                .header("Sec-Fetch-Site", "same-origin")
                .contentType("application/x-www-form-urlencoded; charset=UTF-8");
        for (int at = 0; at < fields.length; at += 2) {
            request.formParam(fields[at], fields[at + 1]);
        }
        return request.post(path);
    }

    private String submit(String path, String... fields) {
        Response response = send(path, fields);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(303);
        return response.header("Location");
    }

    private static String page(String path) {
        Response response = given().urlEncodingEnabled(false).get(path);
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return response.asString();
    }

    private static void awaitSuccess(String operation) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(page(operation)).contains("Succeeded"));
    }

    private String rehearsed(String change, String to) {
        String operation = submit(BASE + "/" + change, "to", to, "rehearse", "true");
        awaitSuccess(operation);
        return operation.replace("/operations/", "/plans/");
    }

    @Test
    void aRehearsedPlanSaysWhatWasMeasuredFoundAndProven() {
        Service.upgrade(environment, "{}").succeeded();
        environment.execute("INSERT INTO orders VALUES (1, NULL), (2, 'x')");
        environment
                .script("V2__note.sql", "ALTER TABLE orders ALTER note SET NOT NULL;")
                .script("U2__note.sql", "ALTER TABLE orders ALTER note DROP NOT NULL;");
        String read = page(rehearsed("upgrade", ""));
        assertThat(read)
                .contains("every script ran")
                .contains("rehearsed on a scratch database next to the environment")
                .contains("ACCESS EXCLUSIVE on public.orders")
                .contains("data-breaks-statement")
                .contains("1 row of public.orders (note) would make it fail.", "<code>1</code>")
                .contains("undo proven exact");
    }

    @Test
    void aRehearsalThatFailsHasItsLine() {
        Service.upgrade(environment, "{}").succeeded();
        environment.script("V2__broken.sql", "SELECT 1;\nALTER TABLE nothing ADD x int;");
        String read = page(rehearsed("upgrade", ""));
        assertThat(read)
                .contains("a script failed", "V2__broken.sql, line 2 failed:", "Nothing may run")
                .doesNotContain("Do it");
    }

    @Test
    void whatARollbackDestroysIsReadAcceptedAndDone() {
        Service.upgrade(environment, "{}").succeeded();
        environment.execute("INSERT INTO orders VALUES (1, 'a'), (2, 'b')");
        String plan = submit(BASE + "/rollback", "to", "0");
        assertThat(page(plan)).contains("2 rows of public.orders would be destroyed");

        Response refused = send(plan + "/run", "reason", "wrong release", "key", "loss", "confirm", "console");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.asString())
                .contains("What is lost", "<code>public.orders</code>", "name=\"acceptLoss\" value=\"public.orders\"")
                .contains("value=\"wrong release\"", "value=\"loss\"");
        assertThat(environment.objects()).contains("orders");

        String operation = submit(
                plan + "/run",
                "reason",
                "wrong release",
                "key",
                "loss-accepted",
                "confirm",
                "console",
                "acceptLoss",
                "public.orders");
        awaitSuccess(operation);
        assertThat(environment.objects()).doesNotContain("orders");
    }

    @Test
    void aTreeIsAuditedByItsForm() throws Exception {
        Files.createDirectories(TestEnvironment.TREES.resolve("formed/migrations"));
        Files.writeString(TestEnvironment.TREES.resolve("formed/migrations/V1__a.sql"), "CREATE TABLE a (id int);");
        Response unknown = send("/console/audits", "directory", "nowhere", "reason", "to see", "key", "k1");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.asString()).contains("role=\"alert\"", "value=\"nowhere\"", "value=\"to see\"");
        assertThat(send("/console/audits", "directory", "formed").statusCode()).isEqualTo(400);
        String operation =
                submit("/console/audits", "directory", "formed", "reason", "to see", "environment", "console");
        awaitSuccess(operation);
        assertThat(page(operation.replace("/operations/", "/audits/"))).contains("Audit of ", "Flyway");
    }
}
