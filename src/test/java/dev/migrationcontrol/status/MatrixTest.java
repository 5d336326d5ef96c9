package dev.migrationcontrol.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.EventReader;
import dev.migrationcontrol.OperationAssert;
import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the console shows, as the API says it: the matrix, comparisons, scripts, past events and changes. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class MatrixTest {
    @TestHTTPResource("/")
    URI service;

    private TestEnvironment environment;

    @BeforeEach
    void begin() {
        environment = TestEnvironment.withSample("console");
        Service.awaitState(environment, "EMPTY");
    }

    private static JsonPath ok(String path) {
        Response response = Service.get(path);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.jsonPath();
    }

    private int column(JsonPath matrix) {
        return matrix.getList("environments.name").indexOf("console");
    }

    @Test
    void aRowHasACellForEachEnvironment() {
        Service.upgrade(environment, "{\"targetVersion\":\"9\"}").succeeded();
        Service.awaitState(environment, "PENDING");
        JsonPath matrix = ok("/api/v1/matrix?show=all");
        int at = column(matrix);
        assertThat(matrix.getString("environments[" + at + "].currentVersion")).isEqualTo("9");
        int row = matrix.getList("items.version").indexOf("9");
        assertThat(matrix.getString("items[" + row + "].cells[" + at + "].state"))
                .isEqualTo("SUCCESS");
        assertThat(matrix.getString("items[" + row + "].cells[" + at + "].installedAt"))
                .isNotNull();
        int pending = matrix.getList("items.version").indexOf("10");
        assertThat(matrix.getString("items[" + pending + "].cells[" + at + "].state"))
                .isEqualTo("PENDING");
        int gone = matrix.getList("environments.name").indexOf(TestEnvironment.UNREACHABLE);
        assertThat(matrix.getString("environments[" + gone + "].state")).isEqualTo("UNREACHABLE");
        assertThat(Service.get("/api/v1/matrix?show=some").statusCode()).isEqualTo(400);
        assertThat(Service.get("/api/v1/matrix?pageSize=201").statusCode()).isEqualTo(400);
    }

    private String checkedAt(String path) {
        JsonPath matrix = ok(path);
        return matrix.getString("environments[" + column(matrix) + "].checkedAt");
    }

    @Test
    void aLookMayBeAsOldAsTheCallerAllowsUntilAnOperationOrAScriptChangesSomething() {
        String aged = "/api/v1/matrix?maximumAge=60";
        String first = checkedAt(aged);
        assertThat(checkedAt(aged)).isEqualTo(first);
        assertThat(checkedAt("/api/v1/matrix?maximumAge=0")).isNotEqualTo(first);
        assertThat(checkedAt("/api/v1/matrix")).isNotEqualTo(first);
        assertThat(checkedAt(aged)).isEqualTo(first);

        Service.upgrade(environment, "{\"targetVersion\":\"9\"}").succeeded();
        JsonPath changed = ok(aged);
        assertThat(changed.getString("environments[" + column(changed) + "].currentVersion"))
                .isEqualTo("9");
        String second = checkedAt(aged);
        environment.script("V999__another.sql", "SELECT 1;");
        Awaitility.await().until(() -> !checkedAt(aged).equals(second));
        for (String age : List.of("61", "-1", "1.5", "PT5S", "999999999999999999")) {
            assertThat(Service.get("/api/v1/matrix?maximumAge=" + age).statusCode())
                    .as(age)
                    .isEqualTo(400);
        }
    }

    @Test
    void aLookIsAnsweredWithWhileANewOneRunsUnlessAnOperationHasChangedSomething() {
        String aged = "/api/v1/matrix?maximumAge=60";
        String meanwhile = "/api/v1/matrix?maximumAge=0&meanwhileAge=60";
        String first = checkedAt(aged);
        assertThat(checkedAt(meanwhile)).isEqualTo(first);
        Awaitility.await().until(() -> !checkedAt(aged).equals(first));

        Service.upgrade(environment, "{\"targetVersion\":\"9\"}").succeeded();
        JsonPath changed = ok(meanwhile);
        assertThat(changed.getString("environments[" + column(changed) + "].currentVersion"))
                .isEqualTo("9");
        assertThat(Service.get("/api/v1/matrix?meanwhileAge=61").statusCode()).isEqualTo(400);
    }

    @Test
    void theMatrixIsCsvToo() {
        Response csv = Service.get("/api/v1/matrix/csv");
        assertThat(csv.statusCode()).isEqualTo(200);
        assertThat(csv.contentType()).startsWith("text/csv");
        assertThat(csv.asString()).startsWith("version,description,script,").contains("\r\n9,create document shares,");
    }

    @Test
    void twoEnvironmentsAreCompared() {
        TestEnvironment other = TestEnvironment.withSample("browser");
        Service.upgrade(environment, "{}").succeeded();
        Service.upgrade(other, "{\"targetVersion\":\"9\"}").succeeded();
        JsonPath comparison = ok("/api/v1/comparisons?left=console&right=browser&objects=true");
        assertThat(comparison.getList("migrations.version")).contains("10").doesNotContain("9");
        assertThat(comparison.getInt("objectCount")).isPositive();
        assertThat(comparison.getList("objects.object").toString()).contains("document_overview");
        assertThat(ok("/api/v1/comparisons?left=console&right=console").getList("migrations"))
                .isEmpty();
        assertThat(Service.get("/api/v1/comparisons?left=console").statusCode()).isEqualTo(400);
        assertThat(Service.get("/api/v1/comparisons?left=console&right=nope").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aScriptSaysWhetherItIsWhatRan() {
        String script = "/api/v1/environments/console/script?name=V1__create_organisations.sql";
        assertThat(ok(script).getString("ran")).isEqualTo("NOT_RUN");
        OperationAssert upgrade = Service.upgrade(environment, "{}").succeeded();
        assertThat(ok(script).getString("ran")).isEqualTo("SAME");
        assertThat(ok(script).getString("text")).contains("CREATE TABLE");
        environment.script("V1__create_organisations.sql", "SELECT 'another text';");
        assertThat(ok(script).getString("ran")).isEqualTo("CHANGED");
        assertThat(ok(script + "&operation=" + upgrade.id()).getString("ran")).isEqualTo("CHANGED");
        assertThat(Service.get("/api/v1/environments/console/script?name=V99__no.sql")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void operationsAreListedByTimeAndTypeAndTheirEventsAreThere() {
        Instant before = Instant.now();
        String id = Service.upgrade(environment, "{\"targetVersion\":\"1\"}")
                .succeeded()
                .id();
        Service.rollBack(environment, "{\"steps\":1}").succeeded();
        String list = "/api/v1/operations?environment=console&from=" + before;
        assertThat(ok(list).getList("items.type")).containsExactly("ROLLBACK", "UPGRADE");
        assertThat(ok(list + "&type=UPGRADE").getList("items.id")).containsExactly(id);
        assertThat(ok("/api/v1/operations?environment=console&to=" + before).getList("items.id"))
                .doesNotContain(id);
        assertThat(Service.get("/api/v1/operations?from=yesterday").statusCode())
                .isEqualTo(400);

        String events = "/api/v1/operations/" + id + "/past-events";
        List<Integer> oldest = ok(events).getList("items.number");
        assertThat(oldest).startsWith(1, 2).isSorted();
        JsonPath newest = ok(events + "?order=newest&pageSize=1");
        assertThat(newest.getString("items[0].facts.state")).isEqualTo("SUCCEEDED");
        assertThat(ok(events + "?order=newest&pageSize=1&pageToken=" + newest.getString("nextPageToken"))
                        .getInt("items[0].number"))
                .isEqualTo(oldest.size() - 1);
        assertThat(Service.get(events + "?order=odd").statusCode()).isEqualTo(400);
    }

    @Test
    void allChangesComeInOneStream() throws Exception {
        CompletableFuture<EventReader.Stream> stream = CompletableFuture.supplyAsync(
                () -> EventReader.read(service.resolve("/api/v1/events").toString(), null, 24));
        // When the stream is open cannot be known: there are changes until it has seen enough of them.
        Set<String> ids = new HashSet<>();
        for (int round = 0; !stream.isDone() && round < 60; round++) {
            ids.add(Service.upgrade(environment, "{\"targetVersion\":\"1\"}")
                    .succeeded()
                    .id());
            ids.add(Service.rollBack(environment, "{\"steps\":1}").succeeded().id());
        }
        EventReader.Stream read = stream.get();
        assertThat(read.status()).isEqualTo(200);
        // What other tests have left to do may come in between.
        assertThat(read.events().stream()
                        .map(each -> each.data().path("id").asText())
                        .filter(ids::contains)
                        .distinct())
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(read.events()).extracting(EventReader.Received::kind).containsOnly("operation");
    }
}
