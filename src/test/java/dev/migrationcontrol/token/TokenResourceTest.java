package dev.migrationcontrol.token;

import static dev.migrationcontrol.access.CallersUnderTest.EVERYWHERE;
import static dev.migrationcontrol.access.CallersUnderTest.GRANTED;
import static dev.migrationcontrol.access.CallersUnderTest.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import dev.migrationcontrol.access.CallersUnderTest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens of a service whose access is configured, over HTTP. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
@QuarkusTestResource(value = CallersUnderTest.class, restrictToAnnotatedClass = true)
class TokenResourceTest {
    private static final String TOKENS = "/api/v1/access/tokens";

    private static RequestSpecification as(String secret) {
        return given().header("Authorization", "Bearer " + secret).contentType(ContentType.JSON);
    }

    private static String body(String name, String role, String environment, String more) {
        return "{\"name\":\"" + name + "\",\"scopes\":[{\"role\":\"" + role + "\",\"environments\":[\"" + environment
                + "\"]}]" + more + "}";
    }

    private static Response make(String maker, String name, String role) {
        return as(token(maker)).body(body(name, role, GRANTED, "")).post(TOKENS);
    }

    private static String name() {
        return "t" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Test
    void aNewTokenMayDoWhatItIsForAndIsShownOnce() {
        TestEnvironment.empty(GRANTED);
        String name = name();
        Response made = make("maintainer", name, "operator");
        made.then().statusCode(201);
        assertThat(made.header("Cache-Control")).isEqualTo("no-store");
        String secret = made.path("secret");
        assertThat(secret).matches("mct_[a-z2-7]{12}_[A-Za-z0-9_-]{43}");
        String id = made.path("token.id");
        Response me = as(secret).get("/api/v1/me");
        assertThat(me.<String>path("caller")).isEqualTo("token|" + name + "." + id);
        assertThat(me.<String>path("authentication")).isEqualTo("api-token:" + id);
        assertThat(me.<List<String>>path("grants.role")).containsExactly("operator");
        as(secret).get("/api/v1/environments/" + GRANTED + "/status").then().statusCode(200);
        Response refused = as(secret).body("{}").post("/api/v1/environments/" + GRANTED + "/upgrades");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.<List<String>>path("reasons"))
                .containsExactly("The grant maintainer gives operator, which does not include upgrade.");
        as(secret).get("/api/v1/environments/stock/status").then().statusCode(404);
        Response shown = as(token("maintainer")).get(TOKENS + "/" + id);
        assertThat(shown.<String>path("state")).isEqualTo("LIVE");
        assertThat(shown.<String>path("createdBy")).isEqualTo("token|maintainer");
        Instant expires = Instant.parse(shown.path("expiresAt"));
        assertThat(expires)
                .isBetween(
                        Instant.now().plus(89, ChronoUnit.DAYS), Instant.now().plus(91, ChronoUnit.DAYS));
        assertThat(shown.asString() + as(token("maintainer")).get(TOKENS).asString())
                .doesNotContain(secret);
    }

    @Test
    void aRevokedTokenIsNobodysAndTheJournalSaysBoth() {
        String name = name();
        Response made = make("maintainer", name, "viewer");
        String secret = made.path("secret");
        String id = made.path("token.id");
        as(secret).get("/api/v1/me").then().statusCode(200);
        as(token("maintainer")).delete(TOKENS + "/" + id).then().statusCode(204);
        as(token("maintainer")).delete(TOKENS + "/" + id).then().statusCode(204);
        Response refused = as(secret).get("/api/v1/me");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(refused.asString()).doesNotContain(secret);
        assertThat(as(token("maintainer")).get(TOKENS + "/" + id).<String>path("state"))
                .isEqualTo("REVOKED");
        String journal =
                as(token("maintainer")).get("/api/v1/journal?pageSize=200").asString();
        assertThat(journal).contains("TOKEN_CREATED", "TOKEN_REVOKED", id).doesNotContain(secret);
    }

    @Test
    void aTokenIsItsMakersItsOwnAndItsAdministrators() {
        Response made = make("deployer", name(), "viewer");
        String path = TOKENS + "/" + made.path("token.id");
        for (String other : List.of("viewer", "maintainer", EVERYWHERE)) {
            Response hidden = as(token(other)).get(path);
            assertThat(hidden.statusCode()).as(other).isEqualTo(404);
            assertThat(hidden.<String>path("type")).endsWith("/unknown-token");
            as(token(other)).delete(path).then().statusCode(404);
        }
        assertThat(as(token("admin")).get(TOKENS).<List<String>>path("items.id"))
                .contains(made.<String>path("token.id"));
        as(token("admin")).delete(path).then().statusCode(204);
        Response second = make("deployer", name(), "viewer");
        as(second.path("secret"))
                .delete(TOKENS + "/" + second.path("token.id"))
                .then()
                .statusCode(204);
        as(token("deployer")).get(TOKENS + "/x").then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({
        "viewer, operator, contract, 403, token-exceeds-grants",
        "deployer, maintainer, contract, 403, token-exceeds-grants",
        "maintainer, approver, contract, 403, token-exceeds-grants",
        "maintainer, admin, contract, 403, token-exceeds-grants",
        "maintainer, viewer, *, 403, token-exceeds-grants",
        "admin, deployer, contract, 403, token-exceeds-grants",
        "maintainer, viewer, stock, 404, unknown-environment",
        "maintainer, root, contract, 400, invalid-request",
        "everywhere, viewer, nowhere, 404, unknown-environment",
        "ended, viewer, contract, 403, forbidden",
        "ungranted, viewer, contract, 403, forbidden"
    })
    void noTokenGivesMoreThanItsMakerHas(String maker, String role, String environment, int status, String problem) {
        Response refused =
                as(token(maker)).body(body(name(), role, environment, "")).post(TOKENS);
        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(refused.<String>path("type")).endsWith("/" + problem);
    }

    @Test
    void aStoredTokenMakesNoTokens() {
        String secret = make("maintainer", name(), "maintainer").path("secret");
        Response refused = as(secret).body(body(name(), "viewer", GRANTED, "")).post(TOKENS);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.<String>path("type")).endsWith("/no-tokens-of-this-caller");
    }

    @Test
    void twoOfANameMayBeLive() {
        String name = name();
        Response first = make("maintainer", name, "viewer");
        make("maintainer", name, "viewer").then().statusCode(201);
        Response third = make("maintainer", name, "viewer");
        assertThat(third.statusCode()).isEqualTo(409);
        assertThat(third.<String>path("type")).endsWith("/too-many-tokens");
        as(token("maintainer"))
                .delete(TOKENS + "/" + first.path("token.id"))
                .then()
                .statusCode(204);
        make("maintainer", name, "viewer").then().statusCode(201);
        make("deployer", name, "viewer").then().statusCode(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | name",
                "{\"name\":\"Ci\",\"scopes\":[{\"role\":\"viewer\",\"environments\":[\"contract\"]}]} | name",
                "{\"name\":\"ci\",\"scopes\":[]} | scopes",
                "{\"name\":\"ci\",\"scopes\":[null]} | scopes",
                "{\"name\":\"ci\",\"scopes\":[{\"role\":\"viewer\"}]} | environments",
                "{\"name\":\"ci\",\"scopes\":[{\"environments\":[\"contract\"]}]} | role",
                "{\"name\":\"ci\",\"scopes\":[{\"role\":\"viewer\",\"environments\":[null]}]} | environments",
                "{\"name\":\"ci\",\"scopes\":[{\"role\":\"viewer\",\"environments\":[\"*\",\"contract\"]}]} | environments",
                "{\"name\":\"ci\",\"scopes\":[{\"role\":\"viewer\",\"environments\":[\"contract\"]}],\"expiresAt\":\"2020-01-01T00:00:00Z\"} | expiresAt",
                "{\"name\":\"ci\",\"scopes\":[{\"role\":\"viewer\",\"environments\":[\"contract\"]}],\"expiresAt\":\"2099-01-01T00:00:00Z\"} | expiresAt",
                "{\"name\":\"ci\",\"scopes\":[{\"role\":\"viewer\",\"environments\":[\"contract\"]}],\"expiresAt\":\"+1000000000-12-31T00:00:00Z\"} | expiresAt",
                "{\"name\":\"ci\",\"owner\":\"bob\",\"scopes\":[]} | owner"
            })
    void whatIsWrongIsNamed(String body, String field) {
        Response refused = as(token("maintainer")).body(body).post(TOKENS);
        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(400);
        assertThat(refused.asString()).contains(field);
    }

    @Test
    void aRequestThatCouldBeRepeatedIsRefused() {
        Response refused = as(token("maintainer"))
                .header("Idempotency-Key", "k")
                .body(body(name(), "viewer", GRANTED, ""))
                .post(TOKENS);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.asString()).contains("Idempotency-Key");
    }

    /** It was not asked for on this replica before, so the answer waits for a query: the body must not be lost meanwhile. */
    @Test
    void aBodyIsReadAlsoWhereTheTokenHasToBeLookedUpFirst() throws InterruptedException {
        String secret = make("maintainer", name(), "deployer").path("secret");
        for (int i = 0; i < 5; i++) {
            Response answer = as(secret)
                    .body("{\"no-such-field\":\"" + "x".repeat(200_000) + "\"}")
                    .post("/api/v1/environments/" + GRANTED + "/upgrades");
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
            assertThat(answer.asString()).contains("no-such-field");
            Thread.sleep(i == 3 ? LiveTokens.KNOWN_FOR.toMillis() : 0);
        }
    }
}
