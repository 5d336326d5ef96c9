package dev.migrationcontrol.console;

import static dev.migrationcontrol.PeopleUnderTest.REVIEWED;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import dev.migrationcontrol.access.issuer.LoginsUnderTest;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People log in to the console at their issuer, over HTTP as a browser does it. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
@QuarkusTestResource(value = LoginsUnderTest.class, restrictToAnnotatedClass = true)
class IssuerLoginTest extends IssuerLoginFlow {
    @Inject
    AgroalDataSource control;

    @Test
    void aPersonLogsInAndMayDoWhatItsGroupsGrant() {
        TestEnvironment.empty(REVIEWED);
        assertThat(link().get("/console/login").asString())
                .contains("Go on", "url=/console")
                .doesNotContain("name=\"token\"");
        String page = given().get("/console/login?to=/console/journal").asString();
        assertThat(page)
                .contains(
                        "href=\"/console/login/staff?to=%2Fconsole%2Fjournal\"",
                        "Log in with partner", "name=\"token\"");

        Response in = end(back("staff", "as=vera"));
        assertThat(in.statusCode()).as(in.asString()).isEqualTo(200);
        assertThat(in.headers().getValues("Set-Cookie").toString())
                .contains("SameSite=Strict", "Max-Age=28800", PENDING + "=;");
        Matcher next = NEXT.matcher(in.asString());
        assertThat(next.find()).isTrue();
        assertThat(next.group(1)).isEqualTo("/console/journal");
        String session = in.cookie(SESSION);
        Response shown = browser(session).get("/console");
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.asString()).contains("vera@example.org", "Log out", REVIEWED);
        assertThat(browser(session).get("/console/environments/" + REVIEWED).statusCode())
                .isEqualTo(200);
        assertThat(browser(session).get("/console/webhooks").statusCode()).isEqualTo(403);
        assertThat(browser(session).get("/console/environments/repairs").statusCode())
                .isEqualTo(404);
        assertThat(browser(session).get("/api/v1/status").statusCode()).isEqualTo(401);

        assertThat(browser(logIn("nora")).get("/console").asString()).contains("staff|nora may not view");
        Response partner = end(back("partner", "as=vera"));
        assertThat(browser(partner.cookie(SESSION)).get("/console").asString()).contains("partner|vera may not view");
    }

    @ParameterizedTest
    @CsvSource({
        "nonce, 401, was made for another login",
        "no-nonce, 401, was made for another login",
        "audience, 401, is meant for another audience than console",
        "party, 401, was made for another client",
        "expired, 401, has expired",
        "key, 401, has a wrong signature",
        "none, 401, cannot be proved",
        "foreign, 401, cannot be proved",
        "long, 401, gave no token that says who you are",
        "no-token, 401, gave no token that says who you are",
        "state, 400, did not begin in this browser",
        "issuer, 400, did not begin in this browser",
        "error:access_denied, 403, 'refused there, or cancelled'",
        "error:server_error, 403, cannot log anyone in now",
        "error:invalid_scope, 403, refused the login with invalid_scope",
        "error:%3Cb%3Ecanary, 403, refused the login with an error"
    })
    void whatIsWrongWithALoginIsSaidOnThePage(String flaw, int status, String said) {
        assertRefused(end(back("staff", "as=dan&flaw=" + flaw)), status, said);
    }

    @Test
    void aCodeCountsOnceAndOnlyInTheBrowserThatBegan() {
        Back back = back("staff", "as=dan");
        Back other = back("staff", "as=dan");
        assertRefused(link().get(back.address()), 400, "did not begin in this browser");
        assertRefused(
                link().cookie(PENDING, other.pending()).get(back.address()), 400, "did not begin in this browser");
        String[] parts = back.pending().split("\\.");
        String later = parts[0] + "." + (Long.parseLong(parts[1]) + 1) + "." + parts[2];
        assertRefused(link().cookie(PENDING, later).get(back.address()), 400, "did not begin in this browser");
        String old = parts[0] + "." + (Long.parseLong(parts[1]) - 601) + "." + parts[2];
        assertRefused(link().cookie(PENDING, old).get(back.address()), 400, "more than ten minutes ago");
        assertRefused(
                link().cookie(PENDING, back.pending()).get(back.address().replace("/staff/", "/partner/")),
                400,
                "did not begin in this browser");
        assertThat(end(back).statusCode()).isEqualTo(200);
        assertRefused(end(back), 401, "counts once and for a short time");
        String stolen = other.address()
                .replaceFirst("state=[^&]*", "state=" + back("staff", "as=ada").state());
        assertRefused(link().cookie(PENDING, other.pending()).get(stolen), 400, "did not begin in this browser");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/console/../api/v1/status",
                "/console/login",
                "/console%0d%0aX-Evil:1",
                "/consolex",
                "/%5cevil.example"
            })
    void aLoginLeadsToPagesOfTheConsoleAlone(String to) {
        Matcher next = NEXT.matcher(end(back("staff", "as=vera", to)).asString());
        assertThat(next.find()).isTrue();
        assertThat(URI.create(next.group(1)).normalize().toString()).isIn("/console", "/api/v1/status");
        assertThat(next.group(1)).startsWith("/console");
    }

    @Test
    void whatIsNoLoginIsRefusedAndAnIssuerThatIsAwayStopsNobodyElse() {
        assertRefused(link().get("/console/login/nobody"), 404, "No provider of this name");
        assertRefused(link().get("/console/login/nobody/callback?code=x&state=y"), 404, "No provider of this name");
        assertRefused(link().get("/console/login/away"), 503, "does not answer as it should");
        Back back = back("staff", "as=vera");
        String without = back.address().replaceFirst("code=[^&]*", "code=" + "x".repeat(3_001));
        assertRefused(link().cookie(PENDING, back.pending()).get(without), 400, "sent neither a code nor an error");
        assertThat(link().cookie(PENDING, "x".repeat(3_600)).get(back.address()).statusCode())
                .isEqualTo(400);
        assertThat(browser(logIn("vera")).get("/console").statusCode()).isEqualTo(200);
        String longest = "/console/find?q=" + "x".repeat(1_990);
        Matcher next = NEXT.matcher(end(back("staff", "as=vera", longest)).asString());
        assertThat(next.find()).isTrue();
        assertThat(next.group(1)).isEqualTo(longest);
        assertThat(link().get("/console/login/staff?to=" + longest + "x".repeat(20))
                        .cookie(PENDING))
                .hasSizeLessThan(100);
    }

    @Test
    void whoLogsOutIsLoggedOutAtTheIssuerToo() throws Exception {
        String session = logIn("vera");
        Response out = browser(session).contentType(FORM).post("/console/logout");
        assertThat(out.statusCode()).isEqualTo(200);
        Matcher next = NEXT.matcher(out.asString());
        assertThat(next.find()).isTrue();
        assertThat(next.group(1)).contains("/staff/end?client_id=console", "post_logout_redirect_uri=");
        Response back = given().redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .get(next.group(1).replace("&amp;", "&"));
        assertThat(back.header("Location")).isEqualTo(service + "console/login");
        assertThat(browser(session).get("/console").statusCode()).isEqualTo(303);
        Response partner = end(back("partner", "as=vera"));
        assertThat(browser(partner.cookie(SESSION))
                        .contentType(FORM)
                        .post("/console/logout")
                        .header("Location"))
                .isEqualTo("/console/login");

        String expired = logIn("dan");
        assertThat(browser(expired).get("/console").statusCode()).isEqualTo(200);
        try (Connection connection = control.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE login SET ends_at = now(), begun_at = now() - interval '8 hours'"
                    + " WHERE caller = 'staff|dan'");
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> browser(expired).get("/console").statusCode() == 303);
    }

    @Test
    void nothingOfALoginIsInALogAnAnswerOrATable() throws Exception {
        List<String> log = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                synchronized (log) {
                    log.add(record.getMessage() + " " + java.util.Arrays.toString(record.getParameters()) + " "
                            + record.getThrown());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        Level before = root.getLevel();
        Logger.getLogger("org.apache.http").setLevel(Level.INFO);
        Logger.getLogger("com.sun.net.httpserver").setLevel(Level.INFO);
        root.addHandler(handler);
        root.setLevel(Level.FINE);
        List<String> secrets = new ArrayList<>(List.of("code-canary-", "at-canary", LoginsUnderTest.SECRET));
        StringBuilder answers = new StringBuilder();
        try {
            for (String flaw : List.of("", "nonce", "state", "key", "error:canary_error", "no-token")) {
                Back back = back("staff", "as=ada&flaw=" + flaw);
                Response in = end(back);
                secrets.add(back.state());
                secrets.add(back.pending().split("\\.")[0]);
                answers.append(in.asString()).append(end(back).asString());
                if (in.cookie(SESSION) != null) {
                    secrets.add(in.cookie(SESSION));
                    answers.append(
                            browser(in.cookie(SESSION)).get("/console/journal").asString());
                    answers.append(browser(in.cookie(SESSION))
                            .contentType(FORM)
                            .post("/console/environments/x/upgrade")
                            .asString());
                }
            }
        } finally {
            root.setLevel(before);
            root.removeHandler(handler);
        }
        assertThat(log).anyMatch(each -> each.contains("Nobody was logged in by the provider"));
        String stored = tables();
        assertThat(stored).contains("staff|ada");
        for (String secret : secrets) {
            assertThat(log).filteredOn(each -> each.contains(secret)).isEmpty();
            assertThat(stored).doesNotContain(secret);
            assertThat(answers.toString()).doesNotContain(secret);
        }
    }

    private String tables() throws Exception {
        StringBuilder rows = new StringBuilder();
        try (Connection connection = control.getConnection();
                Statement statement = connection.createStatement();
                ResultSet names = statement.executeQuery("SELECT string_agg(format('SELECT t::text FROM %I t',"
                        + " tablename), ' UNION ALL ') FROM pg_tables WHERE schemaname = 'public'")) {
            names.next();
            String all = names.getString(1);
            try (Statement reading = connection.createStatement();
                    ResultSet row = reading.executeQuery(all)) {
                while (row.next()) {
                    rows.append(row.getString(1)).append('\n');
                }
            }
        }
        return rows.toString();
    }
}
