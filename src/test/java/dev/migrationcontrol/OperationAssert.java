package dev.migrationcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;

/** What an answer to a request for work says, in the words of the domain. */
public final class OperationAssert {
    private final Response response;

    public OperationAssert(Response response) {
        this.response = response;
    }

    public OperationAssert succeeded() {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(json().getString("state")).as(response.asString()).isEqualTo("SUCCEEDED");
        assertThat(json().getString("failure")).isNull();
        return this;
    }

    public OperationAssert failed(String reason) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(json().getString("state")).as(response.asString()).isEqualTo("FAILED");
        assertThat(json().getString("failure.reason")).as(response.asString()).isEqualTo(reason);
        return this;
    }

    /** The request was not accepted, with this status and type of problem. */
    public OperationAssert refused(int status, String slug) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(json().getString("type")).endsWith("/problems/" + slug);
        assertThat(json().getString("detail")).isNotBlank();
        return this;
    }

    /** Versions, or scripts of repeatables, of the steps that succeeded, in their order. */
    public OperationAssert did(String... steps) {
        List<String> done =
                json().getList("steps.findAll { it.state == 'SUCCEEDED' }.collect { it.version ?: it.script }");
        assertThat(done).as(response.asString()).containsExactly(steps);
        return this;
    }

    public OperationAssert with(String path, Object value) {
        assertThat((Object) json().get(path)).as(response.asString()).isEqualTo(value);
        return this;
    }

    public OperationAssert says(String path, String part) {
        assertThat(json().getString(path)).as(response.asString()).contains(part);
        return this;
    }

    public String id() {
        return json().getString("id");
    }

    public JsonPath json() {
        return response.jsonPath();
    }
}
