package dev.migrationcontrol.check;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import dev.migrationcontrol.TestServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class CheckResourceTest {
    private static final String INDEX = "CREATE INDEX orders_total ON orders (total);";

    private static Response post(Object body, String query, String accept) {
        return (accept.equals("application/json") ? Service.request() : given().accept(accept))
                .contentType("application/json")
                .body(body)
                .post("/api/v1/checks" + query);
    }

    private static Map<String, Object> scripts(String... namesAndTexts) {
        List<Map<String, String>> all = new ArrayList<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            all.add(Map.of("name", namesAndTexts[i], "content", namesAndTexts[i + 1]));
        }
        return Map.of("scripts", all);
    }

    private static JsonPath check(Map<String, Object> scripts, String query) {
        Response response = post(scripts, query, "application/json");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.jsonPath();
    }

    @Test
    void scriptsAreJudgedWithoutAnEnvironment() {
        JsonPath report = check(scripts("V2__index.sql", INDEX, "V1__other.sql", "CREATE TABLE t (id int);"), "");
        assertThat(report.getList("scripts.name")).containsExactly("V1__other.sql", "V2__index.sql");
        assertThat(report.getList("findings.rule")).containsExactly("index-without-concurrently");
        assertThat(report.getInt("summary.warnings")).isEqualTo(1);
        assertThat(report.getString("findings[0].script")).isEqualTo("V2__index.sql");
        assertThat(report.getString("environment")).isNull();
    }

    @Test
    void whatTheBaseRevisionCoversIsNotJudgedButCounts() {
        Map<String, Object> scripts = scripts(
                "V1__t.sql",
                "CREATE TABLE orders (total int); CREATE INDEX a ON customers (id);",
                "V2__i.sql",
                INDEX,
                "U1__t.sql",
                "DROP TABLE orders;");
        JsonPath report = check(scripts, "?baseRevision=V1__t.sql");
        assertThat(report.getInt("applied")).isEqualTo(1);
        assertThat(report.getList("findings.script")).containsOnly("V2__i.sql");
        assertThat(check(scripts, "").getList("findings.script")).containsOnly("V1__t.sql");
        Response unknown = post(scripts, "?baseRevision=V9__x.sql", "application/json");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.jsonPath().getString("violations[0].field")).isEqualTo("baseRevision");
    }

    @Test
    void theEnvironmentSaysWhatIsAppliedSmallAndImportant() throws IOException {
        TestEnvironment environment = TestEnvironment.empty("checks")
                .script("V1__t.sql", "CREATE TABLE orders (total int); CREATE TABLE small (id int);");
        Service.upgrade(environment, "{}").succeeded();
        TestServer.execute(
                environment.database(),
                "INSERT INTO orders SELECT generate_series(1, 20000); INSERT INTO small VALUES (1); ANALYZE");
        Map<String, Object> scripts = scripts(
                "V1__t.sql",
                "CREATE TABLE orders (total int); CREATE TABLE small (id int);",
                "V2__i.sql",
                INDEX + " CREATE INDEX small_id ON small (id); ALTER TABLE orders ADD COLUMN n bigserial;");
        JsonPath report = check(scripts, "?environment=checks");
        assertThat(report.getInt("applied")).isEqualTo(1);
        assertThat(report.getString("server")).matches("1\\d\\..*");
        assertThat(report.getList("findings.rule")).contains("index-without-concurrently", "add-column-serial");
        assertThat(report.getString("findings.find{it.rule=='index-without-concurrently'}.severity"))
                .isEqualTo("ERROR");
        assertThat(report.getString("findings.find{it.rule=='index-without-concurrently'}.message"))
                .contains("about 20,000 rows");
        assertThat(report.getString("findings.find{it.rule=='add-column-serial'}.accepted.reason"))
                .isEqualTo("a nightly window");
        assertThat(report.getList("findings.message").toString()).doesNotContain("small");
    }

    @Test
    void theMinimumSeverityLeavesOut() {
        Map<String, Object> scripts = scripts("V1__x.sql", INDEX + "DROP TRIGGER x ON orders;");
        assertThat(check(scripts, "?minimumSeverity=WARNING").getList("findings.severity"))
                .containsOnly("WARNING");
        assertThat(check(scripts, "?minimumSeverity=ERROR").getList("findings")).isEmpty();
        assertThat(post(scripts, "?minimumSeverity=LOUD", "application/json").statusCode())
                .isEqualTo(400);
    }

    @Test
    void theAnswerIsSarif() {
        Response response = post(
                scripts(
                        "db/V1 x.sql",
                        "-- migration-control: accept add-column-serial in this script: tiny\n" + INDEX
                                + "\nALTER TABLE orders ADD COLUMN n bigserial;"),
                "",
                "application/sarif+json");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.contentType()).startsWith("application/sarif+json");
        JsonPath log = JsonPath.from(response.asString());
        assertThat(log.getString("version")).isEqualTo("2.1.0");
        assertThat(log.getString("runs[0].tool.driver.name")).isEqualTo("Migration Control");
        assertThat(log.getString("runs[0].results.find{it.ruleId=='index-without-concurrently'}.level"))
                .isEqualTo("warning");
        String place = "runs[0].results.find{it.ruleId=='index-without-concurrently'}.locations[0].physicalLocation.";
        assertThat(log.getString(place + "artifactLocation.uri")).isEqualTo("db/V1%20x.sql");
        assertThat(log.getInt(place + "region.startLine")).isEqualTo(2);
        String serial = "runs[0].results.find{it.ruleId=='add-column-serial'}";
        assertThat(log.getString(serial + ".suppressions[0].kind")).isEqualTo("inSource");
        int index = log.getInt(serial + ".ruleIndex");
        assertThat(log.getString("runs[0].tool.driver.rules[" + index + "].id")).isEqualTo("add-column-serial");
    }

    @Test
    void theAnswerIsMarkdown() {
        Response response = post(scripts("V1__x.sql", INDEX), "", "text/markdown");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.contentType()).startsWith("text/markdown");
        assertThat(response.asString())
                .contains("1 scripts: 0 errors, 1 warnings")
                .contains("| warning | `V1__x.sql:1` | `index-without-concurrently` |");
    }

    @Test
    void aScriptThatCannotBeReadIsAFindingWithItsLine() {
        JsonPath report = check(
                scripts("V1__x.sql", "SELECT 1;\nSELECT 'open;", "V2__y.sql", "\\i other.sql", "V3__z.sql", "CREAT X;"),
                "");
        assertThat(report.getList("findings.findAll{it.rule=='script-unreadable'}.line"))
                .containsExactly(2, 1);
        assertThat(report.getInt("summary.errors")).isEqualTo(2);
    }

    private static byte[] zip(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> each : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void anArchiveIsCheckedAndForgotten() throws IOException {
        Map<String, String> files = new TreeMap<>();
        files.put("db/V1__t.sql", "CREATE TABLE ${schema}.t (id int);");
        files.put(
                "db/V2__i.sql",
                "CREATE INDEX CONCURRENTLY a ON orders (id); CREATE INDEX CONCURRENTLY b ON orders (id);");
        files.put("db/V3__w.sql", "UPDATE orders SET a = 1; CREATE TABLE x (id int);");
        files.put("db/V3__w.sql.conf", "executeInTransaction=false");
        files.put("readme.md", "CREATE INDEX");
        Response response = Service.request()
                .contentType("application/zip")
                .body(zip(files))
                .post("/api/v1/checks");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.jsonPath().getList("scripts.name"))
                .containsExactly("db/V1__t.sql", "db/V2__i.sql", "db/V3__w.sql");
        assertThat(response.jsonPath().getList("scripts.transactional")).containsExactly(true, false, false);
        assertThat(leftOver()).isEmpty();
    }

    /** In the folders of running services alone: other tests make and delete folders next to them. */
    private static List<Path> leftOver() throws IOException {
        List<Path> left = new ArrayList<>();
        try (var services =
                Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), "migration-control-*")) {
            for (Path service : services) {
                if (Files.isDirectory(service)) {
                    try (var folders = Files.newDirectoryStream(service, "check-*")) {
                        folders.forEach(left::add);
                    }
                }
            }
        }
        return left;
    }

    @Test
    void badInputIsRefusedClearly() {
        assertThat(post(Map.of(), "", "application/json").statusCode()).isEqualTo(400);
        assertThat(post("[]", "", "application/json").statusCode()).isEqualTo(400);
        assertThat(post(Map.of("scripts", List.of(), "directory", "."), "", "application/json")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(Map.of("directory", "../etc"), "", "application/json").statusCode())
                .isEqualTo(404);
        assertThat(post(scripts("V1__x.sql", INDEX), "?environment=nowhere", "application/json")
                        .statusCode())
                .isEqualTo(404);
        Response broken = Service.request()
                .contentType("application/gzip")
                .body(new byte[] {1, 2, 3})
                .post("/api/v1/checks");
        assertThat(broken.statusCode()).isEqualTo(422);
        assertThat(broken.jsonPath().getString("type")).endsWith("tree-refused");
        Response unreachable =
                post(scripts("V1__x.sql", INDEX), "?environment=" + TestEnvironment.UNREACHABLE, "application/json");
        assertThat(unreachable.jsonPath().getString("type")).endsWith("environment-unreachable");
    }

    @Test
    void moreThanIsJudgedIsRefused() {
        String[] many = new String[2 * (ScriptFiles.MOST + 1)];
        for (int i = 0; i < many.length; i += 2) {
            many[i] = "V" + i + "__x.sql";
            many[i + 1] = "SELECT 1";
        }
        Response scripts = post(scripts(many), "", "application/json");
        assertThat(scripts.statusCode()).isEqualTo(413);
        assertThat(scripts.jsonPath().getString("type")).endsWith("check-too-large");
        Response statements = post(scripts("V1__x.sql", "SELECT 1;".repeat(20_001)), "", "application/json");
        assertThat(statements.statusCode()).isEqualTo(413);
        assertThat(post(scripts("V1__x.sql", "SELECT 1;".repeat(19_000)), "", "application/json")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theRulesAreListedWithTheSeverityOfThePolicy() {
        JsonPath all = Service.get("/api/v1/rules?environment=checks").jsonPath();
        assertThat(all.getString("items.find{it.id=='index-without-concurrently'}.severity"))
                .isEqualTo("ERROR");
        assertThat(all.getString("items.find{it.id=='add-column-serial'}.accepted"))
                .isEqualTo("a nightly window");
        JsonPath rule = Service.get("/api/v1/rules/set-not-null-scan").jsonPath();
        assertThat(rule.getString("severity")).isEqualTo("WARNING");
        assertThat(rule.getInt("since")).isEqualTo(12);
        assertThat(rule.getString("example.bad")).contains("SET NOT NULL");
        assertThat(Service.get("/api/v1/rules/no-such-rule").statusCode()).isEqualTo(404);
        assertThat(Service.get("/api/v1/rules?environment=nowhere").statusCode())
                .isEqualTo(404);
    }
}
