package dev.migrationcontrol.access;

import static dev.migrationcontrol.access.CallersUnderTest.ENDED;
import static dev.migrationcontrol.access.CallersUnderTest.EVERYWHERE;
import static dev.migrationcontrol.access.CallersUnderTest.GRANTED;
import static dev.migrationcontrol.access.CallersUnderTest.UNGRANTED;
import static dev.migrationcontrol.access.CallersUnderTest.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A service whose access is configured, over HTTP. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
@QuarkusTestResource(value = CallersUnderTest.class, restrictToAnnotatedClass = true)
class AccessHttpTest {
    private static final String OTHER = "stock";
    private static final String API = "/api/v1";

    /** What an endpoint requires; a body that is refused shows that the request came so far. */
    private record Endpoint(String method, String path, Verb verb) {
        boolean isOfEnvironment() {
            return path.contains("{environment}");
        }
    }

    private static final List<Endpoint> ENDPOINTS = List.of(
            new Endpoint("GET", "/environments", Verb.VIEW),
            new Endpoint("GET", "/environments/{environment}", Verb.VIEW),
            new Endpoint("GET", "/environments/{environment}/status", Verb.VIEW),
            new Endpoint("GET", "/environments/{environment}/migrations", Verb.VIEW),
            new Endpoint("GET", "/environments/{environment}/audit", Verb.AUDIT),
            new Endpoint("POST", "/environments/{environment}/upgrades", Verb.UPGRADE),
            new Endpoint("POST", "/environments/{environment}/rollbacks", Verb.ROLLBACK),
            new Endpoint("POST", "/environments/{environment}/baselines", Verb.BASELINE),
            new Endpoint("POST", "/environments/{environment}/repairs", Verb.REPAIR),
            new Endpoint("POST", "/environments/{environment}/consolidations", Verb.CONSOLIDATE),
            new Endpoint("GET", "/status", Verb.VIEW),
            new Endpoint("GET", "/matrix", Verb.VIEW),
            new Endpoint("GET", "/operations", Verb.VIEW),
            new Endpoint("POST", "/audits", Verb.AUDIT),
            new Endpoint("POST", "/conversions", Verb.PLAN),
            new Endpoint("GET", "/journal", Verb.VIEW),
            new Endpoint("GET", "/journal/verification", Verb.ADMINISTER),
            new Endpoint("GET", "/journal/export", Verb.ADMINISTER),
            new Endpoint("GET", "/webhooks", Verb.ADMINISTER));

    private static Response call(String token, Endpoint endpoint, String environment) {
        var request = given().header("Authorization", "Bearer " + token(token));
        String path = API + endpoint.path().replace("{environment}", environment);
        return endpoint.method().equals("GET")
                ? request.get(path)
                : request.contentType(ContentType.JSON)
                        .body("{\"no-such-field\":1}")
                        .post(path);
    }

    private static Response get(String token, String path) {
        return given().header("Authorization", "Bearer " + token(token)).get(API + path);
    }

    @ParameterizedTest
    @EnumSource
    void eachRoleMayDoItsVerbsOnItsEnvironmentsAlone(Role role) {
        TestEnvironment.empty(GRANTED);
        for (Endpoint endpoint : ENDPOINTS) {
            Response there = call(role.id(), endpoint, GRANTED);
            if (role.allows(endpoint.verb())) {
                assertThat(there.statusCode())
                        .as(role + " " + endpoint)
                        .isEqualTo(endpoint.method().equals("GET") ? 200 : 400);
            } else {
                assertThat(there.statusCode()).as(role + " " + endpoint).isEqualTo(403);
                assertThat(there.<String>path("type")).endsWith("/forbidden");
                assertThat(there.<List<String>>path("roles")).isNotEmpty().doesNotContain(role.id());
                assertThat(there.<List<String>>path("reasons")).isNotEmpty();
            }
            if (endpoint.isOfEnvironment()) {
                Response elsewhere = call(role.id(), endpoint, OTHER);
                assertThat(elsewhere.statusCode()).as(role + " " + endpoint).isEqualTo(404);
                assertThat(elsewhere.<List<String>>path("environments")).containsExactly(GRANTED);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ENDED, UNGRANTED})
    void whoHasNoGrantThatCountsMayDoNothing(String token) {
        for (Endpoint endpoint : ENDPOINTS) {
            assertThat(call(token, endpoint, GRANTED).statusCode())
                    .as(token + " " + endpoint)
                    .isIn(403, 404);
        }
        get(token, "/me").then().statusCode(200);
    }

    @Test
    void nothingButHealthAnswersWithoutACredential() throws IOException {
        for (String path : paths()) {
            for (String method : Set.of("GET", "POST", "DELETE", "OPTIONS")) {
                Response answer = given().contentType(ContentType.JSON).request(method, path);
                assertThat(answer.statusCode()).as(method + " " + path).isEqualTo(401);
                assertThat(answer.<String>path("type")).endsWith("/unauthenticated");
                assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
            }
        }
        given().get("/q/health/live").then().statusCode(200);
        assertThat(given().get("/q/health/ready")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("unreachable")
                .doesNotContain(GRANTED, OTHER, "127.0.0.1");
    }

    @Test
    void noEndpointTakesATokenThatIsOverRevokedOrForeign() throws Exception {
        String name = "t" + System.nanoTime() % 1_000_000;
        Response revoked = makeToken(name + "a", Instant.now().plusSeconds(600));
        given().header("Authorization", "Bearer " + token("maintainer"))
                .contentType(ContentType.JSON)
                .delete(API + "/access/tokens/" + revoked.path("token.id"))
                .then()
                .statusCode(204);
        Response over = makeToken(name + "b", Instant.now().plusSeconds(3));
        get("viewer", "/me").then().statusCode(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> as(over.path("secret"), "GET", API + "/me").statusCode() != 200);
        List<String> refused = List.of(
                revoked.path("secret"),
                over.path("secret"),
                "mct_aaaaaaaaaaaa_" + "A".repeat(43),
                "eyJhbGciOiJub25lIn0.eyJpc3MiOiJodHRwczovL2V4YW1wbGUub3JnIn0.");
        for (String path : paths()) {
            for (String each : refused) {
                Response answer = as(each, "GET", path);
                assertThat(answer.statusCode()).as(path + " " + each).isIn(401, 429);
                assertThat(answer.asString()).doesNotContain(each);
            }
        }
    }

    private static Response makeToken(String name, Instant until) {
        Response made = given().header("Authorization", "Bearer " + token("maintainer"))
                .contentType(ContentType.JSON)
                .body("{\"name\":\"" + name + "\",\"scopes\":[{\"role\":\"viewer\",\"environments\":[\"" + GRANTED
                        + "\"]}],\"expiresAt\":\"" + until + "\"}")
                .post(API + "/access/tokens");
        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        return made;
    }

    private static Response as(String secret, String method, String path) {
        return given().header("Authorization", "Bearer " + secret).request(method, path);
    }

    private static List<String> paths() throws IOException {
        List<String> paths = new ArrayList<>(List.of("/q/metrics", "/q/openapi", "/q/swagger-ui", "/nothing"));
        JsonNode api =
                new ObjectMapper().readTree(Path.of("openapi", "openapi.json").toFile());
        api.path("paths").fieldNames().forEachRemaining(path -> paths.add(path.replaceAll("\\{\\w+}", "x")));
        assertThat(paths).hasSizeGreaterThan(20);
        return paths;
    }

    @Test
    void aCredentialThatIsNotKnownIsRefused() {
        List<String> wrong = List.of(
                "Bearer mct_unknown_0123456789abcdefghij",
                "Bearer " + token("deployer") + "x",
                "Bearer",
                "Basic Y2k6Y2k=",
                token("deployer"));
        for (String each : wrong) {
            assertThat(given().header("Authorization", each)
                            .get(API + "/status")
                            .statusCode())
                    .as(each)
                    .isIn(401, 429);
        }
        assertThat(Stream.generate(() -> given().header("Authorization", "Bearer wrong-wrong-wrong-wrong")
                                .get(API + "/status"))
                        .limit(12)
                        .filter(each -> each.statusCode() == 429)
                        .map(each -> each.header("Retry-After")))
                .isNotEmpty()
                .allMatch(each -> Integer.parseInt(each) > 0);
        given().header("Authorization", "bearer  " + token("viewer"))
                .get(API + "/status")
                .then()
                .statusCode(200);
    }

    @Test
    void whatACallerMayNotViewIsNowhere() {
        TestEnvironment environment = TestEnvironment.withSample(GRANTED);
        String id = given().header("Authorization", "Bearer " + token("deployer"))
                .header("Prefer", "wait=60")
                .contentType(ContentType.JSON)
                .body("{\"targetVersion\":\"1\",\"reason\":\"release\"}")
                .post(API + "/environments/" + environment.name() + "/upgrades")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        Response seen = get("viewer", "/operations/" + id);
        assertThat(seen.<String>path("requestedBy")).isEqualTo("token|deployer");
        assertThat(seen.<String>path("state")).isEqualTo("SUCCEEDED");
        assertThat(get("viewer", "/status").<List<String>>path("items.environment"))
                .containsExactly(GRANTED);
        assertThat(get("viewer", "/operations").<List<String>>path("items.environment"))
                .isNotEmpty()
                .allMatch(GRANTED::equals);
        assertThat(get(EVERYWHERE, "/status").<List<String>>path("items.environment"))
                .contains(OTHER, GRANTED);
        assertThat(get("viewer", "/journal").<List<String>>path("items.environment"))
                .isNotEmpty()
                .allMatch(each -> each == null || each.equals(GRANTED));
        Response traced = get("viewer", "/journal?kind=REQUEST_ACCEPTED&operation=" + id);
        assertThat(traced.<List<String>>path("items.caller")).containsExactly("token|deployer");
        assertThat(traced.<List<String>>path("items.request.access.authentication"))
                .containsExactly("api-token:deployer");
        assertThat(traced.<List<List<String>>>path("items.request.access.grants"))
                .containsExactly(List.of("deployer"));
        assertThat(get(ENDED, "/operations/" + id).statusCode()).isEqualTo(403);
        given().header("Authorization", "Bearer " + token("viewer"))
                .contentType(ContentType.JSON)
                .body("{}")
                .post(API + "/operations/" + id + "/cancellations")
                .then()
                .statusCode(403);
        assertThat(given().header("Authorization", "Bearer " + token("viewer"))
                        .get("/q/metrics")
                        .statusCode())
                .isEqualTo(403);
        assertThat(given().header("Authorization", "Bearer " + token(EVERYWHERE))
                        .get("/q/metrics")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoIAmAndWhatIMayDo() {
        Response me = get("deployer", "/me");
        assertThat(me.<String>path("caller")).isEqualTo("token|deployer");
        assertThat(me.<List<String>>path("grants.role")).containsExactly("deployer");
        Response decision = get("deployer", "/access/decisions?verb=rollback&environment=" + GRANTED);
        assertThat(decision.<Boolean>path("allowed")).isFalse();
        assertThat(decision.<List<String>>path("roles")).containsExactly("maintainer");
        assertThat(decision.<List<String>>path("reasons"))
                .containsExactly("The grant deployer gives deployer, which does not include rollback.");
        assertThat(get("deployer", "/access/decisions?verb=upgrade&environment=" + GRANTED)
                        .<String>path("grant"))
                .isEqualTo("deployer");
        get("deployer", "/access/decisions?verb=fly").then().statusCode(400);
        get("deployer", "/access/decisions?verb=upgrade&environment=" + OTHER)
                .then()
                .statusCode(404);
        assertThat(me.asString()).doesNotContain("mct_");
    }
}
