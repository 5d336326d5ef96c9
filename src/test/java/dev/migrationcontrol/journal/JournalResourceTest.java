package dev.migrationcontrol.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class JournalResourceTest {
    private static final String JOURNAL = "/api/v1/journal";

    @Test
    void saysWhoAskedForWhatAndWhatCameOfIt() {
        TestEnvironment environment = TestEnvironment.withSample("contract");
        String id = Service.upgrade(environment, "{\"targetVersion\":\"2\",\"reason\":\"release 7.3\"}")
                .succeeded()
                .id();
        JsonPath page = Service.get(JOURNAL + "?operation=" + id).jsonPath();
        assertThat(page.getList("items.kind")).containsExactly("OPERATION_ENDED", "REQUEST_ACCEPTED");
        assertThat(page.getString("items[1].request.targetVersion")).isEqualTo("2");
        assertThat(page.getString("items[1].request.type")).isEqualTo("UPGRADE");
        assertThat(page.getString("items[1].reason")).isEqualTo("release 7.3");
        assertThat(page.getString("items[1].remoteAddress")).isEqualTo("127.0.0.1");
        assertThat(page.getString("items[0].remoteAddress")).isNull();
        assertThat(page.getString("items[0].result.state")).isEqualTo("SUCCEEDED");
        assertThat(page.getList("items[0].plan.steps.direction")).containsOnly("UP");
        assertThat(page.getString("items[0].environment")).isEqualTo("contract");
    }

    @Test
    void aFailureIsThereToo() {
        TestEnvironment environment = TestEnvironment.empty("contract").script("V1__broken.sql", "SELECT 1/0;");
        String id =
                Service.upgrade(environment, "{}").failed("statement-failed").id();
        JsonPath page = Service.get(JOURNAL + "?operation=" + id).jsonPath();
        assertThat(page.getString("items[0].result.state")).isEqualTo("FAILED");
        assertThat(page.getString("items[0].result.failure.sqlState")).isEqualTo("22012");
    }

    @Test
    void refusedRequestsAreThereWithoutWhatWasSent() {
        String name = "no-such-" + UUID.randomUUID();
        Service.post("/api/v1/environments/{}/upgrades", "{\"reason\":\"canary-reason\"}", name)
                .then()
                .statusCode(404);
        await().untilAsserted(() -> {
            JsonPath page = Service.get(JOURNAL + "?environment=" + name).jsonPath();
            assertThat(page.getList("items.kind")).containsExactly("REQUEST_REFUSED");
            assertThat(page.getString("items[0].result.type")).endsWith("/unknown-environment");
            assertThat(page.getInt("items[0].result.status")).isEqualTo(404);
            assertThat(page.getString("items[0].request.path")).endsWith(name + "/upgrades");
            assertThat(page.getBoolean("items[0].request.hasIdempotencyKey")).isFalse();
            assertThat(page.getString("items[0].remoteAddress")).isEqualTo("127.0.0.1");
            assertThat(page.prettify()).doesNotContain("canary-reason");
        });
    }

    @Test
    void pagesHoldEveryEntryOnceWhileOthersAreAdded() {
        TestEnvironment environment = TestEnvironment.withSample("contract");
        Service.upgrade(environment, "{}").succeeded();
        Service.upgrade(environment, "{}").succeeded();
        List<Integer> all = Service.get(JOURNAL + "?pageSize=200").jsonPath().getList("items.sequence");
        List<Integer> paged = new ArrayList<>();
        String token = "";
        while (token != null && paged.size() < all.size()) {
            JsonPath page = Service.get(JOURNAL + "?pageSize=3" + token).jsonPath();
            paged.addAll(page.getList("items.sequence"));
            token = page.getString("nextPageToken") == null ? null : "&pageToken=" + page.getString("nextPageToken");
            Service.upgrade(environment, "{}").succeeded();
        }
        assertThat(paged).startsWith(all.toArray(Integer[]::new)).doesNotHaveDuplicates();
    }

    @Test
    void timesAndKindsNarrowIt() {
        TestEnvironment environment = TestEnvironment.withSample("contract");
        Service.upgrade(environment, "{}").succeeded();
        JsonPath newest =
                Service.get(JOURNAL + "?environment=contract&pageSize=1").jsonPath();
        String at = newest.getString("items[0].recordedAt");
        int sequence = newest.getInt("items[0].sequence");
        assertThat(sequences("?from=" + at)).contains(sequence);
        assertThat(sequences("?to=" + at)).doesNotContain(sequence).isNotEmpty();
        assertThat(Service.get(JOURNAL + "?kind=OPERATION_ENDED&environment=contract")
                        .jsonPath()
                        .getList("items.kind"))
                .isNotEmpty()
                .containsOnly("OPERATION_ENDED");
    }

    @Test
    void itsChainIsProven() {
        TestEnvironment environment = TestEnvironment.withSample("contract");
        Service.upgrade(environment, "{}").succeeded();
        JsonPath verdict = Service.get(JOURNAL + "/verification").jsonPath();
        assertThat(verdict.getBoolean("ok")).as(verdict.prettify()).isTrue();
        assertThat(verdict.getInt("count")).isGreaterThanOrEqualTo(2);
        String noted = "?expectedCount=" + verdict.getInt("count") + "&expectedHash=" + verdict.getString("headHash");
        Service.upgrade(environment, "{}").succeeded();
        assertThat(Service.get(JOURNAL + "/verification" + noted).jsonPath().getBoolean("ok"))
                .isTrue();
        String other = "?expectedCount=" + verdict.getInt("count") + "&expectedHash=" + "ab".repeat(32);
        JsonPath broken = Service.get(JOURNAL + "/verification" + other).jsonPath();
        assertThat(broken.getBoolean("ok")).isFalse();
        assertThat(broken.getString("broken.what")).isEqualTo("ALTERED");
    }

    @Test
    void itIsExportedAsItIsHashed() {
        TestEnvironment environment = TestEnvironment.withSample("contract");
        Service.upgrade(environment, "{}").succeeded();
        List<String> lines = io.restassured.RestAssured.get(JOURNAL + "/export?limit=3")
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString()
                .lines()
                .toList();
        assertThat(lines).hasSize(Math.min(3, lines.size())).isNotEmpty();
        JsonPath first = JsonPath.from(lines.get(0));
        assertThat(first.getLong("sequence")).isEqualTo(1);
        StoredRow.Texts texts = new StoredRow.Texts(
                first.getString("kind"),
                first.getString("caller"),
                first.getString("remoteAddress"),
                first.getString("reason"),
                first.getString("environment"),
                first.getString("operation"),
                first.getString("request"),
                first.getString("plan"),
                first.getString("result"));
        StoredRow computed = StoredRow.following(
                new Chain.Head(0, first.getString("previousHash")),
                java.time.Instant.parse(first.getString("recordedAt")),
                texts);
        assertThat(computed.hash()).isEqualTo(first.getString("hash"));
        long newest = Service.get(JOURNAL + "?pageSize=1").jsonPath().getLong("items[0].sequence");
        assertThat(io.restassured.RestAssured.get(JOURNAL + "/export?after=" + (newest + 1_000))
                        .asString())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"limit=0, limit", "limit=100001, limit", "after=-1, after"})
    void anExportThatCannotBeMeantIsRefused(String query, String field) {
        io.restassured.RestAssured.get(JOURNAL + "/export?" + query)
                .then()
                .statusCode(400)
                .body("violations[0].field", is(field));
    }

    @ParameterizedTest
    @CsvSource({
        "/verification?fromCount=3, fromHash",
        "?pageSize=0, pageSize",
        "?pageSize=201, pageSize",
        "?pageToken=x, pageToken",
        "?kind=NONE, kind",
        "?operation=7, operation",
        "?from=yesterday, from",
        "?to=2026-01-31, to",
        "/verification?expectedCount=3, expectedHash",
        "/verification?expectedHash=00, expectedCount",
        "/verification?expectedCount=0&expectedHash=00, expectedCount",
        "/verification?expectedCount=3&expectedHash=00, expectedHash"
    })
    void parametersThatCannotBeUsedAreRefused(String query, String field) {
        Service.get(JOURNAL + query).then().statusCode(400).body("violations[0].field", is(field));
    }

    private static List<Integer> sequences(String query) {
        return Service.get(JOURNAL + query + "&environment=contract&pageSize=200")
                .jsonPath()
                .getList("items.sequence");
    }
}
