package dev.migrationcontrol.console;

import static dev.migrationcontrol.PeopleUnderTest.REVIEWED;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.PeopleUnderTest;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import dev.migrationcontrol.access.issuer.LoginsUnderTest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Two people in the console: what one of them may not do alone. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
@QuarkusTestResource(value = LoginsUnderTest.class, restrictToAnnotatedClass = true)
class TwoPeopleTest extends IssuerLoginFlow {
    @Test
    void anotherPersonApprovesInTheConsoleAndNobodyApprovesItsOwn() throws Exception {
        TestEnvironment environment = TestEnvironment.empty(REVIEWED);
        Files.writeString(environment.folder().resolve("V1__a.sql"), "CREATE TABLE a (id int);");
        String dan = logIn("dan");
        String ada = logIn("ada");
        String plan = plan(dan);
        assertThat(run(dan, plan, "").statusCode()).isEqualTo(403);
        assertThat(decide(dan, plan).statusCode()).isEqualTo(403);
        assertThat(browser(ada).get("/console").asString()).contains("wait for you");
        assertThat(browser(dan).get("/console").asString()).doesNotContain("wait for you");
        assertThat(browser(ada).get("/console/approvals").asString()).contains("0 of 1", "Yours is open", plan);
        Response approved = decide(ada, plan);
        assertThat(approved.statusCode()).as(approved.asString()).isEqualTo(303);
        assertThat(browser(ada).get("/console/approvals").asString())
                .contains("1 of 1", "You approved it")
                .doesNotContain("wait for you");
        Response run = run(dan, plan, "");
        assertThat(run.statusCode()).as(run.asString()).isEqualTo(303);
        assertThat(browser(ada).get("/console/journal").asString()).contains("staff|ada", "staff|dan");

        awaitSuccess(dan, run);
        Files.writeString(environment.folder().resolve("V2__b.sql"), "CREATE TABLE b (id int);");
        // The same person made it with a token of its own.
        Response made = given().header("Authorization", "Bearer " + PeopleUnderTest.token("anna"))
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/environments/" + REVIEWED + "/plans");
        Response own = decide(ada, "/console/plans/" + made.path("id"));
        assertThat(own.statusCode()).as(own.asString()).isEqualTo(403);
        assertThat(own.asString()).contains("another person has to decide about it");
    }

    @Test
    void inAnEmergencyTheGlassIsBrokenOnceAndAnotherPersonReviewsIt() throws Exception {
        TestEnvironment environment = TestEnvironment.empty(REVIEWED);
        Files.writeString(environment.folder().resolve("V1__a.sql"), "CREATE TABLE a (id int);");
        String ada = logIn("ada");
        Response broken = run(ada, plan(ada), "orders are lost");
        assertThat(broken.statusCode()).as(broken.asString()).isEqualTo(303);
        awaitSuccess(ada, broken);
        String operation = broken.header("Location").replaceAll(".*/", "");
        String dan = logIn("dan");
        for (String page : List.of("/console", "/console/environments/" + REVIEWED)) {
            assertThat(browser(dan).get(page).asString()).contains("Broken glass.", "/console/approvals");
        }
        assertThat(openUse(REVIEWED)).isEqualTo(operation);
        assertThat(openUse(PeopleUnderTest.EARLIER)).isNull();
        Files.writeString(environment.folder().resolve("V2__b.sql"), "CREATE TABLE b (id int);");
        assertThat(run(ada, plan(ada), "once more").statusCode()).isEqualTo(403);
        assertThat(review(ada, operation).statusCode()).isEqualTo(403);
        assertThat(review(dan, operation).statusCode()).isEqualTo(403);
        given().header("Authorization", "Bearer " + PeopleUnderTest.token("berta"))
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/break-glass/" + operation + "/reviews")
                .then()
                .statusCode(200);
        assertThat(openUse(REVIEWED)).isNull();
        assertThat(browser(dan).get("/console").asString()).doesNotContain("Broken glass.");
    }

    private static String openUse(String environment) {
        return given().header("Authorization", "Bearer " + PeopleUnderTest.token("berta"))
                .get("/api/v1/environments/" + environment + "/status")
                .path("openBreakGlass");
    }

    private Response review(String session, String operation) {
        return browser(session)
                .contentType(FORM)
                .formParam("operation", operation)
                .formParam("comment", "justified")
                .post("/console/approvals");
    }

    private String plan(String session) {
        return browser(session)
                .contentType(FORM)
                .formParam("to", "")
                .post("/console/environments/" + REVIEWED + "/upgrade")
                .header("Location");
    }

    private Response run(String session, String plan, String emergency) {
        return browser(session)
                .contentType(FORM)
                .formParam("reason", "release 1")
                .formParam("emergency", emergency)
                .post(plan + "/run");
    }

    private void awaitSuccess(String session, Response run) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        browser(session).get(run.header("Location")).asString().contains("Succeeded"));
    }

    private Response decide(String session, String plan) {
        Matcher digest = Pattern.compile("name=\"digest\" value=\"([^\"]+)\"")
                .matcher(browser(session).get(plan).asString());
        assertThat(digest.find()).isTrue();
        return browser(session)
                .contentType(FORM)
                .formParam("digest", digest.group(1))
                .formParam("decision", "APPROVED")
                .post(plan + "/decide");
    }
}
