package dev.migrationcontrol.gate.limit;

import static dev.migrationcontrol.RawConnection.head;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.RawConnection;
import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much is answered at once, and what callers may accept. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class RequestPlacesTest {
    @Test
    void streamsOfEventsHaveTheirPlacesAndLeaveThem() throws IOException {
        TestEnvironment environment = TestEnvironment.empty("events").script("V1__slow.sql", "SELECT pg_sleep(60);");
        String id = Service.post("/api/v1/environments/{}/upgrades", "{}", environment.name())
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        String path = "/api/v1/operations/" + id + "/events";
        try {
            assertThat(refused(path, 100)).isEqualTo(60);
            Awaitility.await().untilAsserted(() -> assertThat(refused(path, 40)).isZero());
        } finally {
            Service.post("/api/v1/operations/{}/cancellations", "{}", id).then().statusCode(202);
        }
    }

    private static long refused(String path, int number) throws IOException {
        List<RawConnection> all = RawConnection.open(RestAssured.port, number, head("GET", path));
        try {
            long refused = 0;
            for (RawConnection each : all) {
                refused += each.answer("\r\n").contains(" 503 ") ? 1 : 0;
            }
            return refused;
        } finally {
            RawConnection.closeAll(all);
        }
    }

    /** Some answers are written before the server has seen the end of the request, though it has come in whole. */
    @Test
    void aConnectionStaysOpenAfterAnAnswerThatCameAtOnce() throws IOException {
        List<String> asked = List.of(
                head("GET", "/q/health/live"),
                head("GET", "/q/health/ready"),
                head("GET", "/api/v1/operations"),
                head("BREW", "/api/v1/operations"),
                head("POST", "/api/v1/audits", "Content-Type: text/csv", "Content-Length: 2") + "{}");
        List<RawConnection> all = RawConnection.open(RestAssured.port, asked.size(), "");
        try {
            for (int i = 0; i < all.size(); i++) {
                all.get(i).say(asked.get(i)).answer("\r\n\r\n");
            }
            Awaitility.await().pollDelay(Duration.ofSeconds(4)).until(() -> true);
            for (int i = 0; i < all.size(); i++) {
                assertThat(all.get(i).say(head("GET", "/nowhere")).answer(" 404 "))
                        .as("the next answer after %s", asked.get(i))
                        .contains(" 404 ");
            }
        } finally {
            RawConnection.closeAll(all);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/environments, text/csv, application/json",
        "/api/v1/environments, application/problem+json, application/json",
        "/api/v1/environments, no type at all, application/json",
        "/api/v1/operations, text/event-stream, application/json",
        "/api/v1/journal, image/png;q=0.1, application/json"
    })
    void whereThereIsOneRepresentationWhatIsAcceptedDoesNotMatter(String path, String accepted, String type) {
        RestAssured.given().accept(accepted).get(path).then().statusCode(200).contentType(type);
    }

    @Test
    void whereThereIsAChoiceItCounts() {
        RestAssured.given()
                .accept("text/csv")
                .get("/api/v1/audits/{id}", UUID.randomUUID())
                .then()
                .statusCode(406);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                            | 200 | application/json",
                "garbage                       | 200 | application/json",
                "text/markdown;q=x             | 200 | text/markdown",
                "text/markdown , text/csv;q=0.5 | 200 | text/markdown",
                "application/json;q=0.2, text/markdown;q=0.9 | 200 | text/markdown",
                "text/csv                      | 406 | application/problem+json",
            })
    void whatIsAcceptedIsReadWhereItCan(String accepted, int status, String type) {
        TestEnvironment environment = TestEnvironment.empty("events");
        RestAssured.given()
                .header("Accept", accepted)
                .get("/api/v1/environments/{environment}/audit", environment.name())
                .then()
                .statusCode(status)
                .contentType(type);
    }

    @Test
    void addressesThatNobodyHasMakeNoSeriesOfTheirOwn() {
        for (int i = 0; i < 160; i++) {
            RestAssured.given().accept("text/csv").get("/api/v1/audits/" + UUID.randomUUID());
            RestAssured.given().get("/nothing-" + i);
            RestAssured.given().options("/api/v1/environments/e" + i + "/status");
            RestAssured.given().delete("/api/v1/environments/e" + i + "/status");
            RestAssured.given().contentType("text/plain").body("x").post("/api/v1/environments/e" + i + "/upgrades");
            RestAssured.given().body("x").put("/api/v1/operations/" + i);
        }
        Service.get("/api/v1/environments").then().statusCode(200);
        Stream<String> addresses = RestAssured.get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count"))
                .map(line -> line.replaceFirst(".*uri=\"([^\"]*)\".*", "$1"))
                .distinct();
        assertThat(addresses)
                .contains("/api/v1/environments", "NOT_FOUND", "UNKNOWN")
                .noneMatch(address -> address.toLowerCase(Locale.ROOT).matches(".*(nothing-\\d|/e\\d|-[0-9a-f]{12}).*"))
                .hasSizeLessThan(120);
    }
}
