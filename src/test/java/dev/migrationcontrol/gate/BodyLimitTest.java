package dev.migrationcontrol.gate;

import static dev.migrationcontrol.RawConnection.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import dev.migrationcontrol.RawConnection;
import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that never end, or are too large, hold no thread and no memory. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class BodyLimitTest {
    private static final String AUDITS = "/api/v1/audits";
    private static final String JSON = "Content-Type: application/json";
    private static final String GZIP = "Content-Type: application/gzip";
    private static final String LENGTH = "Content-Length: 100000";
    private static final AtomicInteger REFUSED = new AtomicInteger();
    private static final String CHUNKED = "Transfer-Encoding: chunked";

    private static void assertAlive() throws IOException {
        try (RawConnection probe = RawConnection.open(RestAssured.port, head("GET", "/q/health/live"))) {
            probe.socket().setSoTimeout(5_000);
            assertThat(probe.answer("UP")).contains(" 200 ");
        }
        try (RawConnection probe = RawConnection.open(RestAssured.port, head("GET", "/q/health/ready"))) {
            probe.socket().setSoTimeout(5_000);
            assertThat(probe.answer("UP")).contains(" 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {JSON, GZIP, "Content-Type: application/zip"})
    void callersThatNeverFinishTheirBodiesHoldUpNobody(String type) throws IOException {
        List<RawConnection> slow =
                RawConnection.open(RestAssured.port, 250, head("POST", AUDITS, type, LENGTH) + "{\"");
        try {
            assertAlive();
            Service.get("/api/v1/environments").then().statusCode(200);
        } finally {
            RawConnection.closeAll(slow);
        }
        assertAlive();
    }

    @Test
    void aBodyThatTakesTooLongIsRefused() throws IOException {
        try (RawConnection slow = RawConnection.open(RestAssured.port, head("POST", AUDITS, JSON, LENGTH) + "{")) {
            assertThat(slow.problem()).startsWith("HTTP/1.1 408").contains("body-too-slow", "application/problem+json");
            assertThat(slow.answer("nothing")).as("the connection is closed").isEmpty();
        }
    }

    @Test
    void uploadsHaveTheirPlacesAndLeaveThem() throws IOException {
        List<RawConnection> slow =
                RawConnection.open(RestAssured.port, 4, head("POST", AUDITS, GZIP, LENGTH) + "\u001f");
        try {
            Awaitility.await()
                    .untilAsserted(() -> upload("x")
                            .then()
                            .statusCode(503)
                            .header("Retry-After", equalTo("1"))
                            .body("type", endsWith("too-busy")));
        } finally {
            RawConnection.closeAll(slow);
        }
        Awaitility.await().untilAsserted(() -> upload("x").then().statusCode(422));
    }

    private static io.restassured.response.Response upload(String body) {
        return Service.request()
                .contentType("application/gzip")
                .body(body.getBytes())
                .post(AUDITS);
    }

    @Test
    void anUploadThatComesTooSlowlyIsRefused() throws IOException {
        try (RawConnection slow = RawConnection.open(RestAssured.port, head("POST", AUDITS, GZIP, LENGTH) + "\u001f")) {
            assertThat(slow.problem()).startsWith("HTTP/1.1 408").contains("body-too-slow", "16384 bytes a second");
        }
    }

    @Test
    void aConnectionThatBreaksIsNotInTheJournal() throws IOException {
        int before = refusedAlone();
        for (String type : List.of(JSON, GZIP)) {
            RawConnection.open(RestAssured.port, head("POST", AUDITS, type, LENGTH) + "\u001f\u008b")
                    .close();
        }
        AtomicInteger uploads = new AtomicInteger();
        Awaitility.await().untilAsserted(() -> {
            uploads.incrementAndGet();
            upload("x").then().statusCode(422);
        });
        refusedOnce();
        assertThat(refusedSince(before, AUDITS))
                .as("the uploads that came after")
                .isLessThanOrEqualTo(uploads.get());
    }

    /** The same once nothing else is written any more: a refusal is in the journal after its answer. */
    private static int refusedAlone() {
        int[] last = {refusedOnce()};
        Awaitility.await().until(() -> {
            int previous = last[0];
            last[0] = refusedOnce();
            return last[0] == previous + 1;
        });
        return last[0];
    }

    /** How many refused requests of a path the journal has after an entry. */
    private static long refusedSince(int sequence, String path) {
        return Service.get("/api/v1/journal?pageSize=50")
                .jsonPath()
                .getList("items.findAll { it.sequence > " + sequence + " && it.request?.path == '" + path + "' }")
                .size();
    }

    /** The number of the journal's entry of a refused request, the newest then: no two of them have the same path. */
    private static int refusedOnce() {
        String path = "/api/v1/environments/nobody-has-" + REFUSED.incrementAndGet() + "/upgrades";
        Service.post(path, "{}").then().statusCode(404);
        return Awaitility.await()
                .until(
                        () -> Service.get("/api/v1/journal?pageSize=1").jsonPath(),
                        journal -> path.equals(journal.getString("items[0].request.path")))
                .getInt("items[0].sequence");
    }

    @Test
    void chunkedBodiesAreHeldToTheSameLimit() throws IOException {
        String chunk = "10000\r\n" + " ".repeat(1 << 16) + "\r\n";
        for (String path : List.of(
                "/api/v1/environments/x/upgrades",
                "/api/v1/environments/x/consolidations",
                "/api/v1/conversions",
                "/api/v1/operations/x/cancellations",
                AUDITS)) {
            try (RawConnection large =
                    RawConnection.open(RestAssured.port, head("POST", path, JSON, CHUNKED) + chunk.repeat(17))) {
                assertThat(large.problem()).as(path).startsWith("HTTP/1.1 413").contains("body-too-large");
            }
            try (RawConnection small =
                    RawConnection.open(RestAssured.port, head("POST", path, JSON, CHUNKED) + "2\r\n{}\r\n0\r\n\r\n")) {
                assertThat(small.answer("\r\n")).as(path).contains(" 4").doesNotContain(" 413");
            }
        }
    }

    @Test
    void callersThatAskWhetherToContinueAreTold() throws IOException {
        try (RawConnection asking = RawConnection.open(
                RestAssured.port,
                head("POST", "/api/v1/environments/x/upgrades", JSON, "Content-Length: 2", "Expect: 100-continue"))) {
            assertThat(asking.answer("\r\n\r\n")).contains("100 Continue");
            assertThat(asking.say("{}").problem()).startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws IOException {
        String one = "POST /api/v1/environments/x/upgrades HTTP/1.1\r\nHost: localhost\r\n" + JSON
                + "\r\nContent-Length: 2\r\n\r\n{}";
        try (RawConnection pipelined =
                RawConnection.open(RestAssured.port, one + one + head("GET", "/q/health/live"))) {
            assertThat(pipelined.answer("UP").split(" 404 ", -1)).hasSize(3);
        }
    }
}
