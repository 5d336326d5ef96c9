package dev.migrationcontrol.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import dev.migrationcontrol.access.CallersUnderTest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Who may see and do what in the console of a service whose access is configured. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
@QuarkusTestResource(value = CallersUnderTest.class, restrictToAnnotatedClass = true)
class ConsoleAccessTest {
    private static final String COOKIE = "mc-console";

    @TestHTTPResource("/")
    URI service;

    private RequestSpecification browser() {
        return given().redirects()
                .follow(false)
                .header("Origin", "http://" + service.getAuthority())
                .header("Sec-Fetch-Site", "same-origin");
    }

    private Response logIn(String token, String to) {
        return browser()
                .contentType("application/x-www-form-urlencoded")
                .formParam("token", token)
                .formParam("to", to)
                .post("/console/login");
    }

    private RequestSpecification as(String name) {
        String cookie = logIn(CallersUnderTest.token(name), "/console").cookie(COOKIE);
        return browser().cookie(COOKIE, cookie);
    }

    @Test
    void whoIsNotKnownIsAskedForAToken() {
        Response sent = browser().get("/console/operations?state=FAILED");
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(sent.header("Location")).isEqualTo("/console/login?to=%2Fconsole%2Foperations%3Fstate%3DFAILED");
        Response form = browser().get(sent.header("Location"));
        assertThat(form.statusCode()).isEqualTo(200);
        assertThat(form.asString()).contains("Log in", "name=\"token\"");
        assertThat(browser().get("/console/assets/console.css").statusCode()).isEqualTo(200);
        assertThat(browser()
                        .header("Accept", "text/event-stream")
                        .get("/console/live")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aTokenBecomesACookieThatCountsForTheConsoleAlone() {
        Response in = logIn(CallersUnderTest.token("viewer"), "/console/journal");
        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(in.header("Location")).isEqualTo("/console/journal");
        assertThat(in.header("Set-Cookie"))
                .contains("SameSite=Strict", "Path=/console")
                .containsIgnoringCase("HttpOnly")
                .doesNotContain("mct_");
        String cookie = in.cookie(COOKIE);
        Response page = browser().cookie(COOKIE, cookie).get("/console");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.asString()).contains("token|viewer", "Log out", CallersUnderTest.GRANTED);
        assertThat(given().cookie(COOKIE, cookie).get("/api/v1/status").statusCode())
                .isEqualTo(401);
        assertThat(given().cookie(COOKIE, cookie)
                        .urlEncodingEnabled(false)
                        .get("/console/../api/v1/status")
                        .statusCode())
                .isEqualTo(401);

        Response out = browser()
                .cookie(COOKIE, cookie)
                .contentType("application/x-www-form-urlencoded")
                .post("/console/logout");
        assertThat(out.header("Location")).isEqualTo("/console/login");
        assertThat(browser().cookie(COOKIE, cookie).get("/console").statusCode())
                .isEqualTo(303);
    }

    @Test
    void aWrongTokenIsSaidOnThePageAndOtherSitesAreNotLedTo() {
        Response wrong = logIn("mct_canary_wrong_0123456789abcdefghij", "https://evil.example/");
        assertThat(wrong.statusCode()).isIn(401, 429);
        assertThat(wrong.asString()).contains("role=\"alert\"").doesNotContain("evil.example", "mct_canary_wrong");
        Response in = logIn(CallersUnderTest.token("viewer"), "//evil.example/");
        assertThat(in.header("Location")).isEqualTo("/console");
    }

    @Test
    void whatACallerMayNotViewIsNotThere() {
        String page = as("viewer").get("/console").asString();
        assertThat(page).contains(">" + CallersUnderTest.GRANTED).doesNotContain(">lifecycle");
        assertThat(as("viewer").get("/console/environments/lifecycle").statusCode())
                .isEqualTo(404);
        assertThat(as("viewer").get("/console/webhooks").statusCode()).isEqualTo(403);
        assertThat(as("viewer")
                        .get("/console/compare?left=contract&right=lifecycle")
                        .asString())
                .contains("No environment");
    }

    @Test
    void whoMayNotRunAPlanIsRefusedOnThePlansPage() {
        TestEnvironment.withSample(CallersUnderTest.GRANTED);
        String base = "/console/environments/" + CallersUnderTest.GRANTED;
        Response viewer = as("viewer")
                .contentType("application/x-www-form-urlencoded")
                .formParam("to", "")
                .post(base + "/upgrade");
        assertThat(viewer.statusCode()).isEqualTo(403);
        String plan = as("operator")
                .contentType("application/x-www-form-urlencoded")
                .formParam("to", "1")
                .post(base + "/upgrade")
                .header("Location");
        Response refused = as("operator")
                .contentType("application/x-www-form-urlencoded")
                .formParam("reason", "release 7.3")
                .formParam("key", "three")
                .post(plan + "/run");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.asString()).contains("release 7.3", "What an upgrade of", "role=\"alert\"");
    }
}
