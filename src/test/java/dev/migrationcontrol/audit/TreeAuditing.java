package dev.migrationcontrol.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.Service;
import io.restassured.response.Response;

/** Audits as a caller asks for them. */
public final class TreeAuditing {
    private TreeAuditing() {}

    static Response directory(String directory) {
        return request("{\"directory\":\"" + directory + "\"}");
    }

    public static Response request(String json) {
        return Service.request()
                .contentType("application/json")
                .header("Prefer", "wait=120")
                .body(json)
                .post("/api/v1/audits");
    }

    static Response upload(byte[] archive, String type) {
        return Service.request()
                .contentType(type)
                .header("Prefer", "wait=120")
                .body(archive)
                .post("/api/v1/audits");
    }

    /** The id of an audit that ended well. */
    public static String succeeded(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.jsonPath().getString("state"))
                .as(response.asString())
                .isEqualTo("SUCCEEDED");
        return response.jsonPath().getString("id");
    }
}
