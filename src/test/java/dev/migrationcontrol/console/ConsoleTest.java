package dev.migrationcontrol.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console as a browser without scripts uses it: links and forms. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class ConsoleTest {
    private static final String MARKUP = "<img src=x onerror=alert(1)>";
    private static final String BASE = "/console/environments/console";

    @TestHTTPResource("/")
    URI service;

    private TestEnvironment environment;

    @BeforeEach
    void begin() {
        environment = TestEnvironment.withSample("console");
        Service.awaitState(environment, "EMPTY");
    }

    private RequestSpecification browser() {
        return given().redirects()
                .follow(false)
                .header("Origin", "http://" + service.getAuthority())
                .header("Sec-Fetch-Site", "same-origin");
    }

    private static String page(String path) {
        Response response = given().urlEncodingEnabled(false).get(path);
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return response.asString();
    }

    private String submit(String path, String... fields) {
        Response response = form(path, fields);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(303);
        return response.header("Location");
    }

    private Response form(String path, String... fields) {
        RequestSpecification request = browser().contentType("application/x-www-form-urlencoded; charset=UTF-8");
        for (int at = 0; at < fields.length; at += 2) {
            request.formParam(fields[at], fields[at + 1]);
        }
        return request.post(path);
    }

    private static String field(String page, String name) {
        Matcher found =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
        assertThat(found.find()).as(name).isTrue();
        return found.group(1);
    }

    private static void awaitEnd(String operation) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(page(operation)).contains(">Ended<").doesNotContain(">not yet<"));
    }

    @Test
    void theRootLeadsToTheConsole() {
        Response root = given().redirects().follow(false).get("/");
        assertThat(root.statusCode()).isEqualTo(303);
        assertThat(root.header("Location")).isEqualTo("/console");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console",
                "/console?show=all",
                "/console/operations",
                "/console/operations?environment=console&state=FAILED&type=UPGRADE",
                BASE,
                BASE + "/upgrade",
                BASE + "/rollback",
                BASE + "/repair",
                BASE + "/baseline",
                BASE + "/consolidation",
                BASE + "/audit",
                BASE + "/migrations?script=V9__create_document_shares.sql",
                "/console/environments/gone",
                "/console/journal",
                "/console/journal?prove=yes",
                "/console/compare",
                "/console/compare?left=console&right=console&objects=true",
                "/console/compare?left=console&right=gone",
                "/console/approvals",
                "/console/find",
                "/console/find?q=shares",
                "/console/audits",
                "/console/webhooks"
            })
    void everyPageIsOneUnderTheStrictPolicy(String path) {
        Response response = given().urlEncodingEnabled(false).get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.contentType()).startsWith("text/html");
        assertThat(response.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
                .doesNotContain("unsafe");
        assertThat(response.header("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(response.header("Referrer-Policy")).isEqualTo("same-origin");
        String page = response.asString();
        assertThat(page).contains("<h1", "</html>", "console.css?v=");
        assertThat(page).doesNotContain(" style=", "<style", "onclick", "javascript:");
        assertThat(page.split("<script", -1)).hasSize(2);
    }

    @Test
    void anUpgradeIsPlannedReadRunAndUndoneWithoutScripts() {
        String plan = submit(BASE + "/upgrade", "to", "9");
        String read = page(plan);
        assertThat(read).contains("What an upgrade of console would do", "Upgrade console to 9", "<b>CREATE</b>");

        Response refused = form(plan + "/run", "key", "one", "reason", "");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.asString()).contains("must say why").contains("value=\"one\"");
        assertThat(environment.objects()).isEmpty();

        String key = field(read, "key");
        String operation = submit(plan + "/run", "key", key, "reason", "release 7.3");
        assertThat(submit(plan + "/run", "key", key, "reason", "release 7.3")).isEqualTo(operation);
        awaitEnd(operation);
        assertThat(page(operation)).contains("Succeeded", "release 7.3", "create document shares");
        assertThat(page("/console")).contains("Plan the upgrade<span class=\"hide\"> of console</span>");

        String undo = submit(BASE + "/rollback", "to", "7");
        assertThat(page(undo)).contains("What a rollback of console would do", "type console");
        Response unconfirmed = form(undo + "/run", "reason", "smoke test failed", "key", "two", "confirm", "test");
        assertThat(unconfirmed.statusCode()).isEqualTo(400);
        assertThat(unconfirmed.asString()).contains("smoke test failed", "must be the name of the environment");
        String rollback = submit(undo + "/run", "reason", "smoke test failed", "key", "two", "confirm", "console");
        awaitEnd(rollback);
        assertThat(page(rollback)).contains("Succeeded", "Undone");
        assertThat(page("/console/journal?environment=console")).contains("smoke test failed", "release 7.3");
    }

    @Test
    void aFailureHasItsLineMarkedAndNothingOfADatabaseBecomesMarkup() {
        environment.script(
                "V11__" + "names_" + "<b>_of.sql",
                "CREATE TABLE t (name text DEFAULT '" + MARKUP + "');\nDO $$ BEGIN RAISE NOTICE '" + MARKUP
                        + "'; RAISE EXCEPTION '" + MARKUP + "'; END $$;\n");
        String plan = submit(BASE + "/upgrade", "to", "");
        String operation = submit(plan + "/run", "reason", MARKUP, "key", MARKUP.replace(' ', '-'));
        awaitEnd(operation);
        String failed = page(operation);
        assertThat(failed).contains("line 2", "<span class=\"l hit\" id=\"L2\">", "&lt;img src=x");
        for (String path : new String[] {
            operation,
            plan,
            "/console",
            BASE,
            "/console/operations",
            "/console/journal",
            BASE + "/migrations?script=V11__names_%3Cb%3E_of.sql",
            "/console/find?q=%3Cimg%20src=x%3E"
        }) {
            assertThat(page(path)).as(path).doesNotContain("<img", "<b>_of", " onerror=alert(1)>");
        }
        assertThat(page("/console")).contains("Read the failure", "line 2");
    }

    @Test
    void whatIsNotThereIsSaidOnAPage() {
        for (String path : new String[] {"/console/nothing", "/console/environments/nope"}) {
            Response response = given().get(path);
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.contentType()).startsWith("text/html");
            assertThat(response.asString()).contains("<h1>", "class=\"note bad\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://evil.example",
                "Origin: null",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "X-Nothing: 1"
            })
    void formsOfOtherSitesAreRefused(String header) {
        String[] parts = header.split(": ");
        Response response = given().contentType("application/x-www-form-urlencoded")
                .header(parts[0], parts[1])
                .formParam("to", "")
                .post(BASE + "/upgrade");
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.path("type").toString()).endsWith("foreign-origin");
    }

    @Test
    void pagesAreCompressedAndAnswersOfTheApiAreNot() {
        assertThat(given().header("Accept-Encoding", "br;q=1, gzip")
                        .get("/console")
                        .header("Content-Encoding"))
                .isEqualTo("gzip");
        assertThat(given().header("Accept-Encoding", "gzip")
                        .get("/api/v1/status")
                        .header("Content-Encoding"))
                .isNotEqualTo("gzip");
    }

    private byte[] wire(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(service.resolve(path))
                                .header("Accept-Encoding", "gzip")
                                .build(),
                        BodyHandlers.ofByteArray())
                .body();
    }

    /** What is left of 10,240 bytes is for the page: 4 KB with fifty environments, less with the sample. */
    @Test
    void theFilesOfAFirstVisitAreSmallAndKept() throws Exception {
        Matcher files = Pattern.compile("(?:href|src)=\"(/console/assets/(?!icon)[^\"]+)\"")
                .matcher(page("/console"));
        int bytes = 0;
        for (int at = 0; at < 2; at++) {
            assertThat(files.find()).isTrue();
            Response file = given().get(files.group(1));
            assertThat(file.header("Cache-Control")).contains("immutable");
            assertThat(file.header("Vary")).isEqualToIgnoringCase("Accept-Encoding");
            byte[] compressed = wire(files.group(1));
            assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes())
                    .isEqualTo(file.asByteArray());
            bytes += compressed.length;
        }
        assertThat(bytes).isLessThanOrEqualTo(6_050);
        assertThat(given().get("/console/assets/nothing.css").statusCode()).isEqualTo(404);
    }

    @Test
    void whatNoFormOfOursHoldsIsRefusedAndNoFault() {
        assertThat(form(BASE + "/consolidation", "step", "explode", "reason", "x")
                        .statusCode())
                .isEqualTo(400);
        assertThat(form(BASE + "/repair", "step", "repair", "failed", "EXPLODE", "reason", "x")
                        .statusCode())
                .isEqualTo(400);
        assertThat(form(BASE + "/baseline", "step", "baseline", "version", "x y z", "reason", "x")
                        .statusCode())
                .isEqualTo(400);
        assertThat(form(BASE + "/upgrade", "to", "no version").statusCode()).isEqualTo(400);
        assertThat(form("/console/plans/nonsense/run", "reason", "x").statusCode())
                .isEqualTo(400);
        assertThat(given().get("/console?show=all&page=nonsense").statusCode()).isEqualTo(400);
        assertThat(given().get("/console/operations?state=nonsense").statusCode())
                .isEqualTo(400);
        assertThat(environment.objects()).isEmpty();
    }

    @Test
    void theReportOfATreeIsAPage() throws Exception {
        Path tree = Files.createDirectories(TestEnvironment.TREES.resolve("console/alembic/versions"));
        Files.writeString(
                tree.resolve("1_first.py"),
                "revision = 'aa11'\ndown_revision = None\ndef upgrade():\n    op.execute('SELECT 1')\n");
        String id = Service.request()
                .contentType("application/json")
                .header("Prefer", "wait=60")
                .body("{\"directory\":\"console\"}")
                .post("/api/v1/audits")
                .path("id");
        assertThat(page("/console/audits")).contains("/console/audits/" + id);
        assertThat(page("/console/audits/" + id)).contains("Audit of ", "Alembic", "MIGRATION_AUDIT.md");
    }

    @Test
    void findGoesToWhatIsNamed() {
        Response environmentPage = browser().get("/console/find?q=console");
        assertThat(environmentPage.header("Location")).isEqualTo(BASE);
        assertThat(page("/console/find?q=9")).contains("create document shares");
        assertThat(page("/console/find?q=nothing-like-it")).contains("Nothing is like this");
    }
}
