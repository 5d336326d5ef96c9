package dev.migrationcontrol;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.awaitility.Awaitility;

/** The service as a pipeline calls it; every answer is held against the OpenAPI document. */
public final class Service {
    private static final ContractFilter CONTRACT = new ContractFilter();

    private Service() {}

    public static RequestSpecification request() {
        return given().filter(CONTRACT).accept("application/json, application/problem+json");
    }

    public static Response get(String path, Object... parameters) {
        return request().get(path(path, parameters));
    }

    public static Response post(String path, String body, Object... parameters) {
        return request().contentType(ContentType.JSON).body(body).post(path(path, parameters));
    }

    /** Asks for work on an environment and waits for its end. */
    public static OperationAssert work(TestEnvironment environment, String kind, String body) {
        Response response = request()
                .contentType(ContentType.JSON)
                .header("Prefer", "wait=60")
                .body(body)
                .post(path("/api/v1/environments/{}/{}", environment.name(), kind));
        return new OperationAssert(response);
    }

    public static OperationAssert upgrade(TestEnvironment environment, String body) {
        return work(environment, "upgrades", body);
    }

    public static OperationAssert rollBack(TestEnvironment environment, String body) {
        return work(environment, "rollbacks", body);
    }

    public static String state(TestEnvironment environment) {
        return get("/api/v1/environments/{}/status", environment.name())
                .then()
                .statusCode(200)
                .extract()
                .path("state");
    }

    /** Waits until the status says so: scripts are looked at again after half a second at the latest. */
    public static void awaitState(TestEnvironment environment, String state) {
        Awaitility.await().untilAsserted(() -> assertThat(state(environment)).isEqualTo(state));
    }

    private static String path(String template, Object... parameters) {
        String path = template;
        for (Object parameter : parameters) {
            path = path.replaceFirst("\\{}", String.valueOf(parameter));
        }
        return path;
    }
}
