package dev.migrationcontrol.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL cannot keep, and what is much too long, is refused or shortened before it gets there. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class OddInputTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "baselines      | {\"version\":\"1\",\"description\":\"a\\u0000b\"}     | description",
                "baselines      | {\"version\":\"1\",\"description\":\"a\\ud800b\"}     | description",
                "baselines      | {\"version\":\"1\",\"description\":\"a\\udc00\"}      | description",
                "upgrades       | {\"targetVersion\":\"1\\u0000\"}                        | targetVersion",
                "upgrades       | {\"reason\":\"\\ud83d\"}                               | reason",
                "rollbacks      | {\"targetVersion\":\"\\u0000\"}                         | targetVersion",
                "repairs        | {\"dropInvalidIndexes\":[\"a\\u0000\"]}                 | dropInvalidIndexes",
                "repairs        | {\"dropInvalidIndexes\":[null]}                       | dropInvalidIndexes",
                "consolidations | {\"mode\":\"plan\",\"tables\":[\"a\\u0000\"]}           | tables",
            })
    void textThatCannotBeKeptIsRefusedByItsField(String kind, String body, String field) {
        TestEnvironment environment = TestEnvironment.empty("contract");
        Service.post("/api/v1/environments/{}/" + kind, body, environment.name())
                .then()
                .statusCode(400)
                .body("violations[0].field", containsString(field));
    }

    @Test
    void wholePairsOfSurrogatesAreText() {
        TestEnvironment environment = TestEnvironment.empty("contract");
        Service.upgrade(environment, "{\"reason\":\"released \\ud83d\\ude00\"}").succeeded();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+999999999-01-01T00:00:00Z",
                "-0044-03-15T00:00:00Z",
                "0000-01-01T00:00:00Z",
                "2026-01-31T24:00:00Z",
                "2026-02-30T00:00:00Z",
                "2026-01-31",
                "now",
                "infinity",
                "20260131T000000Z",
                "2026-01-31T00:00:00+99:00"
            })
    void timesThatPostgresqlDoesNotKnowAreRefused(String time) {
        for (String field : new String[] {"from", "to"}) {
            RestAssured.given()
                    .queryParam(field, time)
                    .get("/api/v1/journal")
                    .then()
                    .statusCode(400)
                    .body("violations[0].field", equalTo(field));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999+18:00", "2026-01-31T10:00-05:30"})
    void timesAtTheEdgeAreFine(String time) {
        RestAssured.given()
                .queryParam("from", time)
                .get("/api/v1/journal")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/journal?pageSize=1&pageSize=2",
                "/api/v1/operations?state=FAILED&state=QUEUED",
                "/api/v1/operations?pageToken=%20",
                "/api/v1/operations?pageSize=99999999999999999999",
                "/api/v1/journal?pageToken=-1",
                "/api/v1/journal?operation=%00",
                "/api/v1/journal/verification?expectedCount=1e9&expectedHash=00"
            })
    void queriesThatCannotBeMeantAreRefused(String address) {
        RestAssured.given().urlEncodingEnabled(false).get(address).then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999", "1e-999999", "99999999999999999999", "1.5", "-0.0", "true", "\"2\""})
    void numbersThatAreNoneAreRefused(String steps) {
        TestEnvironment environment = TestEnvironment.empty("contract");
        // Without the check of the contract, whose library would write the number out.
        RestAssured.given()
                .contentType(ContentType.JSON)
                .body("{\"steps\":" + steps + "}")
                .post("/api/v1/environments/{environment}/rollbacks", environment.name())
                .then()
                .statusCode(400);
    }

    @Test
    void deepJsonIsRefused() {
        TestEnvironment environment = TestEnvironment.empty("contract");
        RestAssured.given()
                .contentType(ContentType.JSON)
                .body("{\"reason\":" + "[".repeat(2_000))
                .post("/api/v1/environments/{environment}/upgrades", environment.name())
                .then()
                .statusCode(400);
    }

    @Test
    void longNamesAreShortenedInAnswersAndTheJournal() {
        String name = "n".repeat(3_900);
        String detail = Service.post("/api/v1/environments/{}/upgrades", "{}", name)
                .then()
                .statusCode(404)
                .extract()
                .path("detail");
        assertThat(detail).contains("(3900 characters)").hasSizeLessThan(2_000);
        Awaitility.await().untilAsserted(() -> {
            String entry = RestAssured.get("/api/v1/journal?pageSize=1&kind=REQUEST_REFUSED")
                    .asString();
            assertThat(entry).contains("characters)").hasSizeLessThan(3_000);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic Y2k6Y2k=", "Bearer the-token-of-a-proxy-in-front", "Digest username=x"})
    void anOpenServiceIgnoresTheCredentialOfAProxy(String credential) {
        given().header("Authorization", credential)
                .get("/api/v1/environments")
                .then()
                .statusCode(200);
        given().header("Authorization", "Bearer mct_unknown_0123456789abcdefghij")
                .get("/api/v1/environments")
                .then()
                .statusCode(401);
    }
}
