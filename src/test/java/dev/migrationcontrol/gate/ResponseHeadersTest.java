package dev.migrationcontrol.gate;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.ServiceUnderTest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What browsers are told with every answer, whoever answers. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class ResponseHeadersTest {
    static Stream<Supplier<Response>> answers() {
        return Stream.of(
                () -> given().get("/api/v1/environments"),
                () -> given().get("/api/v1/nothing"),
                () -> given().get("/q/health/live"),
                () -> given().get("/q/metrics"),
                () -> given().get("/q/swagger-ui/"),
                () -> given().get("/q/openapi"),
                () -> given().header("Host", "elsewhere.example.org").get("/api/v1/status"),
                () -> given().header("Origin", "https://elsewhere.example.org").get("/api/v1/status"),
                () -> given().contentType(ContentType.TEXT).body("x").post("/api/v1/conversions"),
                () -> given().contentType(ContentType.JSON).body("{").post("/api/v1/conversions"),
                () -> given().delete("/api/v1/status"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void everyAnswerIsGuarded(Supplier<Response> request) {
        Response answer = request.get();
        assertThat(answer.headers().getValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.headers().getValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(answer.headers().getValues("Referrer-Policy")).containsExactly("no-referrer");
        assertThat(answer.headers().getValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("frame-ancestors 'none'");
        assertThat(answer.headers().getValues("Cache-Control")).hasSize(1);
        assertThat(answer.header("Strict-Transport-Security")).isNull();
    }

    @Test
    void dataIsKeptNowhereAndPagesMayRun() {
        assertThat(given().get("/api/v1/environments").header("Cache-Control")).isEqualTo("no-store");
        assertThat(given().get("/api/v1/environments").header("Content-Security-Policy"))
                .startsWith("default-src 'none'");
        assertThat(given().get("/q/swagger-ui/").header("Content-Security-Policy"))
                .contains("script-src 'self' 'unsafe-inline'")
                .doesNotContain("http:");
    }
}
