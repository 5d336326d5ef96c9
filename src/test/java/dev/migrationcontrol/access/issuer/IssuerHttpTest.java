package dev.migrationcontrol.access.issuer;

import static dev.migrationcontrol.access.CallersUnderTest.GRANTED;
import static dev.migrationcontrol.access.issuer.IssuersUnderTest.claims;
import static dev.migrationcontrol.access.issuer.IssuersUnderTest.sign;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import dev.migrationcontrol.access.CallersUnderTest;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

/** Callers of configured issuers, over HTTP; and what proves a caller is nowhere but in its own request. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
@QuarkusTestResource(value = CallersUnderTest.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = IssuersUnderTest.class, restrictToAnnotatedClass = true)
class IssuerHttpTest {
    private static final String API = "/api/v1";
    private static final String UPGRADES = API + "/environments/" + GRANTED + "/upgrades";
    private static final String DBA = "dba";

    @Inject
    private AgroalDataSource control;

    private static RequestSpecification as(String credential) {
        return given().header("Authorization", "Bearer " + credential).contentType(ContentType.JSON);
    }

    private static JwtClaims job(String ref) {
        return claims("hub", "repo:acme/shop:ref:" + ref, StandInIssuer.github("acme/shop", ref));
    }

    private static String person(String name) {
        return sign("staff", claims("staff", name, Map.of("groups", List.of(DBA))));
    }

    @Test
    void aJobOfTheRightBranchUpgradesAndTheJournalSaysWhich() {
        TestEnvironment.withSample(GRANTED);
        String main = sign("hub", job("refs/heads/main"));
        Response done = as(main).header("Prefer", "wait=60")
                .body("{\"targetVersion\":\"1\"}")
                .post(UPGRADES);
        assertThat(done.<String>path("state")).as(done.asString()).isEqualTo("SUCCEEDED");
        assertThat(done.<String>path("requestedBy")).isEqualTo("hub|repo:acme/shop:ref:refs/heads/main");
        Response journal = as(main).get(API + "/journal?kind=REQUEST_ACCEPTED&operation=" + done.path("id"));
        assertThat(journal.<List<String>>path("items.request.access.authentication"))
                .containsExactly("oidc:hub");
        assertThat(journal.<List<List<String>>>path("items.request.access.grants"))
                .containsExactly(List.of("jobs"));
        assertThat(journal.<List<String>>path("items.request.access.claims.run_id"))
                .containsExactly("77");
        assertThat(journal.asString()).contains("acme/shop").doesNotContain("octocat-canary");

        Response other = as(sign("hub", job("refs/heads/topic"))).body("{}").post(UPGRADES);
        assertThat(other.statusCode()).isEqualTo(404);
        assertThat(as(sign("hub", job("refs/heads/topic"))).get(API + "/me").<String>path("caller"))
                .endsWith("refs/heads/topic");
        assertThat(as(main).body("{}")
                        .post(API + "/environments/" + GRANTED + "/rollbacks")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aWrongTokenIsRefusedWithItsReason() {
        JwtClaims claims = job("refs/heads/main");
        claims.setAudience("https://github.com/acme");
        Response refused = as(sign("hub", claims)).get(API + "/status");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.<String>path("type")).endsWith("/unauthenticated");
        assertThat(refused.<String>path("detail")).contains("is meant for another audience");
        assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void theDocumentOffersTheTokenAndTheLoginOfPeople() {
        Response document = as(person("alice")).queryParam("format", "json").get("/q/openapi");
        assertThat(document.<String>path("components.securitySchemes.token.scheme"))
                .isEqualTo("bearer");
        assertThat(document.<String>path("components.securitySchemes.staff.type"))
                .isEqualTo("openIdConnect");
        assertThat(document.<String>path("components.securitySchemes.staff.openIdConnectUrl"))
                .endsWith("/staff/.well-known/openid-configuration");
        assertThat(document.<Map<String, Object>>path("components.securitySchemes"))
                .containsOnlyKeys("token", "staff");
    }

    @Test
    void anIssuerThatIsAwayStopsItsOwnCallersAlone() {
        JwtClaims claims = claims("hub", "x", Map.of());
        claims.setIssuer(IssuersUnderTest.AWAY);
        Response away = as(sign("hub", claims)).get(API + "/status");
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.<String>path("type")).endsWith("/issuer-unavailable");
        assertThat(away.header("Retry-After")).isNotNull();
        as(sign("hub", job("refs/heads/main"))).get(API + "/status").then().statusCode(200);
        as(CallersUnderTest.token("viewer")).get(API + "/status").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void peopleMakeTokensAndJobsDoNot() {
        String body = "{\"name\":\"mine\",\"scopes\":[{\"role\":\"deployer\",\"environments\":[\"" + GRANTED + "\"]}]}";
        Response job = as(sign("hub", job("refs/heads/main"))).body(body).post(API + "/access/tokens");
        assertThat(job.statusCode()).isEqualTo(403);
        assertThat(job.<String>path("type")).endsWith("/no-tokens-of-this-caller");
        Response made = as(person("alice")).body(body).post(API + "/access/tokens");
        made.then().statusCode(201);
        assertThat(made.<String>path("token.owner")).isEqualTo("staff|alice");
        assertThat(as(made.path("secret")).get(API + "/me").<List<String>>path("grants.name"))
                .containsExactly(DBA);
        as(person("bob"))
                .get(API + "/access/tokens/" + made.path("token.id"))
                .then()
                .statusCode(404);
        as(person("alice"))
                .delete(API + "/access/tokens/" + made.path("token.id"))
                .then()
                .statusCode(204);
        assertThat(as(made.path("secret")).get(API + "/me").statusCode()).isIn(401, 429);
    }

    @Test
    void credentialsAreInNoLogAnswerOrTable() throws Exception {
        TestEnvironment.withSample(GRANTED);
        StringWriter log = new StringWriter();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                log.append(record.getMessage()).append(' ');
                for (Object each : record.getParameters() == null ? new Object[0] : record.getParameters()) {
                    log.append(String.valueOf(each)).append(' ');
                }
                log.append(String.valueOf(record.getThrown())).append('\n');
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        Level before = root.getLevel();
        // The test's own client says what it sends.
        Logger.getLogger("org.apache.http").setLevel(Level.INFO);
        root.addHandler(handler);
        root.setLevel(Level.FINE);
        StringBuilder answers = new StringBuilder();
        List<String> credentials = credentials();
        try {
            for (String credential : credentials) {
                callEverything(credential, answers);
            }
            for (String credential : credentials) {
                answers.append(events(credential));
            }
        } finally {
            root.setLevel(before);
            root.removeHandler(handler);
        }
        String tables = tables();
        assertThat(log.toString()).contains("begins, attempt");
        assertThat(tables).contains("TOKEN_CREATED", "REQUEST_REFUSED");
        for (String credential : credentials) {
            String secret = credential.substring(credential.length() - 40);
            assertThat(answers.toString()).doesNotContain(secret);
            assertThat(log.toString()).doesNotContain(secret);
            assertThat(tables).doesNotContain(secret);
        }
    }

    /** What the streams say of an operation that this credential asked for, to this caller and to another one. */
    private static String events(String credential) {
        Response done = as(credential).header("Prefer", "wait=60").body("{}").post(UPGRADES);
        if (done.statusCode() != 200) {
            return done.asString();
        }
        String events = API + "/operations/" + done.path("id") + "/events";
        String said = as(credential).get(events).asString();
        assertThat(said).contains("state", "SUCCEEDED");
        return said + as(CallersUnderTest.token("viewer")).get(events).asString();
    }

    /** Right ones, an expired one, a revoked one, one with a wrong signature, one that is nobody's. */
    private static List<String> credentials() {
        String body =
                "{\"name\":\"canary\",\"scopes\":[{\"role\":\"maintainer\",\"environments\":[\"" + GRANTED + "\"]}]}";
        Response live = as(person("carol")).body(body).post(API + "/access/tokens");
        Response revoked = as(person("carol")).body(body).post(API + "/access/tokens");
        as(person("carol"))
                .delete(API + "/access/tokens/" + revoked.path("token.id"))
                .then()
                .statusCode(204);
        JwtClaims expired = job("refs/heads/main");
        expired.setExpirationTimeMinutesInTheFuture(-5);
        String right = sign("hub", job("refs/heads/main"));
        return List.of(
                live.path("secret"),
                revoked.path("secret"),
                right,
                person("carol"),
                sign("hub", expired),
                right.substring(0, right.length() - 60) + "x".repeat(60),
                CallersUnderTest.token("maintainer"),
                "mct_unknown_canary_token_that_nobody_has_0123456789abcdef");
    }

    private static void callEverything(String credential, StringBuilder answers) throws Exception {
        JsonNode api =
                new ObjectMapper().readTree(Path.of("openapi", "openapi.json").toFile());
        List<String> paths = new ArrayList<>(List.of("/q/metrics", "/q/openapi", "/nothing?token=" + "x"));
        api.path("paths")
                .fieldNames()
                .forEachRemaining(path -> paths.add(path.replace("{environment}", GRANTED)
                        .replaceAll("\\{\\w+}", "0192f0c1-7c00-7000-8000-000000000000")));
        for (String path : paths) {
            if (path.endsWith("/events")) {
                continue;
            }
            answers.append(as(credential).get(path).asString());
            if (path.startsWith(API)) {
                answers.append(as(credential)
                        .body("{\"targetVersion\":\"1\",\"reason\":\"x\"}")
                        .post(path)
                        .asString());
            }
        }
        answers.append(as(credential).get(API + "/access/tokens").asString());
    }

    private String tables() throws Exception {
        StringBuilder rows = new StringBuilder();
        try (Connection connection = control.getConnection();
                Statement statement = connection.createStatement();
                ResultSet names = statement.executeQuery("SELECT string_agg(format('SELECT %L, t::text FROM %I t',"
                        + " tablename, tablename), ' UNION ALL ') FROM pg_tables WHERE schemaname = 'public'")) {
            names.next();
            String all = names.getString(1);
            try (Statement reading = connection.createStatement();
                    ResultSet row = reading.executeQuery(all)) {
                while (row.next()) {
                    rows.append(row.getString(1)).append(row.getString(2)).append('\n');
                }
            }
        }
        return rows.toString();
    }
}
