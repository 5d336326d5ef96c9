package dev.migrationcontrol.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every fact that was planted in deploy/sample/legacy is found over HTTP. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class SampleTreeAuditTest {
    private static String id = "";
    private static JsonPath report = new JsonPath("{}");

    @BeforeEach
    void auditOnce() {
        if (!id.isEmpty()) {
            return;
        }
        id = TreeAuditing.succeeded(TreeAuditing.directory("legacy"));
        report = Service.get("/api/v1/audits/{}", id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void bothSystemsAreFoundWithTheirScripts() {
        assertThat(report.getList("systems.system", String.class)).containsExactlyInAnyOrder("alembic", "custom");
        assertThat(report.getList("systems.find { it.system == 'alembic' }.migrations.version", String.class))
                .containsExactly("1a2b3c4d5e01", "1a2b3c4d5e02", "1a2b3c4d5e03", "1a2b3c4d5e04");
        assertThat(report.getList("systems.find { it.system == 'custom' }.migrations.version", String.class))
                .containsExactly("001", "002", "003", "004");
        assertThat(report.getString("systems.find { it.system == 'custom' }.versionTable"))
                .isEqualTo("schema_migrations");
        assertThat(report.getList("systems.find { it.system == 'custom' }.evidence", String.class))
                .anyMatch(each -> each.startsWith("shop/sql_runner.py:29"));
        Map<String, Object> runner = report.getMap("systems.find { it.system == 'custom' }.runner");
        assertThat(runner)
                .containsEntry("name", "SqlRunner")
                .containsEntry("directory", "sql")
                .containsEntry("recordsAt", "shop/sql_runner.py:33")
                .containsEntry("createsAt", "shop/sql_runner.py:12")
                .containsEntry("usedByProduction", true)
                .containsEntry("tests", List.of("stock_tests/test_stock.py"));
    }

    @Test
    void theGraphHasTwoHeadsOnOneBranchPoint() {
        assertThat(report.getList("systems.find { it.system == 'alembic' }.history.heads", String.class))
                .containsExactly("1a2b3c4d5e03", "1a2b3c4d5e04");
        assertThat(report.getList("systems.find { it.system == 'alembic' }.history.branchPoints", String.class))
                .containsExactly("1a2b3c4d5e02");
        assertThat(report.getString("systems.find { it.system == 'alembic' }.history.diagram"))
                .contains("v1a2b3c4d5e02[\"1a2b3c4d5e02\"] --> v1a2b3c4d5e03");
    }

    @Test
    void migrationsHaveTheirPurposeDateAndWayBack() {
        Map<String, Object> orders = report.getMap("systems.find { it.system == 'alembic' }.migrations[1]");
        assertThat(orders)
                .containsEntry("purpose", "Create orders of customers")
                .containsEntry("date", "2024-03-18T14:03:10")
                .containsEntry("parents", List.of("1a2b3c4d5e01"))
                .containsEntry("down", "PRESENT");
        Map<String, Object> index = report.getMap("systems.find { it.system == 'custom' }.migrations[2]");
        assertThat(index).containsEntry("down", "MISSING").containsEntry("linesOutsideTransactions", List.of(1));
    }

    @Test
    void usageIsToldByFileAndLineAndTestsBySystem() {
        assertThat(places("alembic"))
                .contains(
                        "docker-compose.yml:10",
                        ".github/workflows/ci.yml:18",
                        "requirements.txt:2",
                        "tests/conftest.py:4",
                        "scripts/reset.sh:5",
                        "docs/database.md:3");
        assertThat(places("custom"))
                .contains(
                        "docker-compose.yml:10",
                        "stock_tests/test_stock.py:5",
                        "stock_tests/test_stock.py:10",
                        "scripts/reset.sh:6",
                        "docs/database.md:4");
        assertThat(report.getList("usage.find { it.system == 'alembic' }.tests", String.class))
                .containsExactly("tests/conftest.py", "tests/test_orders.py");
        assertThat(report.getList("usage.find { it.system == 'custom' }.tests", String.class))
                .containsExactly("stock_tests/test_stock.py");
    }

    private static List<String> places(String system) {
        List<Map<String, Object>> places = report.getList("usage.find { it.system == '" + system + "' }.places");
        return places.stream()
                .map(place -> place.get("file") + ":" + place.get("line"))
                .toList();
    }

    @Test
    void variablesAreFoundAlsoWhereTheyAreNeverSpelledOut() {
        assertThat(report.getString("variables.find { it.name == 'DATABASE_TEST_URL' }.standard"))
                .isEqualTo("TEST_DATABASE_URL");
        assertThat(report.getList("variables.find { it.name == 'SHOP_DATABASE_URL' }.uses.how", String.class))
                .contains("field database_url of ShopSettings with the prefix SHOP_");
        assertThat(report.getList("variables.find { it.name == 'SHOP_REPORTS_DATABASE_URL' }.uses.how", String.class))
                .contains("through variable() with the prefix SHOP_");
        assertThat(report.getList("variables.name", String.class)).doesNotContain("REPORTS_DATABASE_URL");
        assertThat(report.getString("variables.find { it.name == 'GEO_DATABASE_URL' }.noDatabase"))
                .contains("shop/geo.py:7");
        assertThat(report.getBoolean("variables.find { it.name == 'LEGACY_DATABASE_URL' }.read"))
                .isFalse();
    }

    @Test
    void everythingThatIsWrongIsAFinding() {
        List<Map<String, Object>> all = report.getList("findings");
        List<String> findings = all.stream()
                .map(each -> each.get("severity") + " " + each.get("rule") + " " + each.get("where"))
                .toList();
        assertThat(findings)
                .contains(
                        "ERROR several-systems migrations/versions",
                        "ERROR several-heads migrations/versions/1a2b3c4d5e04_add_customer_phone.py",
                        "ERROR down-drops-unnamed-constraint migrations/versions/1a2b3c4d5e03_add_order_notes.py:22",
                        "ERROR index-dropped-after-owner migrations/versions/1a2b3c4d5e02_create_orders.py:29",
                        "ERROR secret-in-plain-text deploy/production.yaml:6",
                        "WARNING down-empty migrations/versions/1a2b3c4d5e04_add_customer_phone.py",
                        "WARNING tests-on-several-systems tests/conftest.py:4",
                        "WARNING variable-deprecated stock_tests/test_stock.py:9",
                        "WARNING variable-several-spellings tests/conftest.py:10",
                        "WARNING variable-never-read .env.example:5",
                        "INFO down-empty-by-design sql",
                        "INFO down-missing sql");
        assertThat(findings.stream().filter(each -> each.startsWith("ERROR"))).hasSize(5);
    }

    @Test
    void noSecretOfTheTreeIsInAnyAnswer() {
        for (String document : List.of("", "/MIGRATION_AUDIT.md", "/CONSOLIDATION_PLAN.md")) {
            assertThat(document(document, id)).contains("DATABASE_TEST_URL").doesNotContain("hunter2");
        }
    }

    private static String document(String name, String audit) {
        Response response = Service.request().accept("*/*").get("/api/v1/audits/" + audit + name);
        assertThat(response.statusCode()).isEqualTo(200);
        return response.asString();
    }

    @Test
    void theReportIsADocumentToo() {
        Response accepted = Service.request().accept("text/markdown").get("/api/v1/audits/" + id);
        String document = document("/MIGRATION_AUDIT.md", id);
        accepted.then().statusCode(200).contentType(startsWith("text/markdown")).body(equalTo(document));
        assertThat(document)
                .contains(
                        "# Migration audit",
                        "```mermaid",
                        "## Database variables",
                        "`tests/test_orders.py`",
                        "| `1a2b3c4d5e04` |");
    }

    @Test
    void thePlanNamesStepsFilesAndRenamings() {
        String plan = document("/CONSOLIDATION_PLAN.md", id);
        assertThat(plan)
                .contains("flyway_schema_history", "## Order of steps", "## Risks", "## How to go back")
                .contains("| `stock_tests/test_stock.py:5`, `stock_tests/test_stock.py:10` | test |")
                .contains("| `DATABASE_TEST_URL` | `TEST_DATABASE_URL` |")
                .contains("its 2 heads are put in one topological order")
                .contains("converted: 4 `V` scripts and 3 `U` scripts |")
                .contains("alembic upgrade heads --sql > migrations/versions/upgrade.sql")
                .contains("in one directory `db/migrations/`", "unzip migrations.zip -d db/migrations\n")
                .contains("for environment in test production; do")
                .contains("| `alembic downgrade -1` | `POST /api/v1/environments/{environment}/rollbacks` with")
                .contains("`history-continued`")
                .doesNotContain("downgrade.sql");
    }

    @Test
    void whatTheDatabaseRecordedIsComparedWithTheFiles() throws IOException {
        TestEnvironment environment = TestEnvironment.empty("trees");
        environment.execute("CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY);"
                + "INSERT INTO alembic_version VALUES ('1a2b3c4d5e03'), ('gone00000000')");
        String compared =
                TreeAuditing.succeeded(TreeAuditing.request("{\"directory\":\"legacy\",\"environments\":[\"trees\"]}"));
        JsonPath path = Service.get("/api/v1/audits/{}", compared).jsonPath();
        assertThat(path.getList("environments[0].withoutFile", String.class)).containsExactly("gone00000000");
        assertThat(path.getList("environments[0].notRecorded", String.class)).containsExactly("1a2b3c4d5e04");
        assertThat(path.getList("findings.rule", String.class))
                .contains("recorded-without-file", "file-not-recorded", "heads-differ");
        assertThat(document("/CONSOLIDATION_PLAN.md", compared))
                .contains(
                        "| `trees` | alembic | `gone00000000`, `1a2b3c4d5e03` | `1a2b3c4d5e04` | `gone00000000` has no file |")
                .contains("for environment in trees; do");
    }

    @Test
    void rowsBeyondTheNewestAndFailedOnesAreComparedToo() throws IOException {
        Path tree = TestEnvironment.TREES.resolve("recorded");
        Files.createDirectories(tree.resolve("migrations"));
        Files.writeString(tree.resolve("Cargo.toml"), "[dependencies]\nsqlx = { features = [\"migrate\"] }\n");
        for (int i = 1; i <= 9; i++) {
            Files.writeString(tree.resolve("migrations/000" + i + "_t.sql"), "CREATE TABLE t" + i + " (id int);\n");
        }
        TestEnvironment environment = TestEnvironment.empty("trees");
        environment.execute("CREATE TABLE _sqlx_migrations (version bigint PRIMARY KEY, description text NOT NULL,"
                + " installed_on timestamptz NOT NULL DEFAULT now(), success boolean NOT NULL, checksum bytea NOT NULL,"
                + " execution_time bigint NOT NULL);"
                + "INSERT INTO _sqlx_migrations SELECT n, 't', now(), n <> 9, '\\x00', 1"
                + " FROM generate_series(1, 9) n WHERE n <> 2");
        String id = TreeAuditing.succeeded(
                TreeAuditing.request("{\"directory\":\"recorded\",\"environments\":[\"trees\"]}"));
        JsonPath path = Service.get("/api/v1/audits/{}", id).jsonPath();
        assertThat(path.getList("environments[0].withoutFile", String.class)).isEmpty();
        assertThat(path.getList("environments[0].failed", String.class)).containsExactly("9");
        assertThat(path.getList("environments[0].notRecorded", String.class))
                .hasSize(2)
                .anyMatch(each -> each.endsWith("2"))
                .anyMatch(each -> each.endsWith("9"));
        assertThat(path.getList("findings.rule", String.class)).contains("recorded-as-failed");
        environment.dropEverything();
    }

    @Test
    void theSqlOfTheSampleRuns() throws IOException {
        TestEnvironment environment = TestEnvironment.empty("trees");
        Path sql = Path.of("deploy/sample/legacy/sql");
        for (String script :
                List.of("001_create_products", "002_create_stock", "003_index_products", "004_seed_products")) {
            environment.execute(Files.readString(sql.resolve(script + ".sql")));
        }
        assertThat(environment.query("SELECT count(*) FROM products")).containsExactly("2");
        for (String script : List.of("002_create_stock", "001_create_products")) {
            environment.execute(Files.readString(sql.resolve(script + ".down.sql")));
        }
        assertThat(environment.objects()).isEmpty();
    }
}
