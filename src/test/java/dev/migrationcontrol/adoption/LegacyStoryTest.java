package dev.migrationcontrol.adoption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.migrationcontrol.OperationAssert;
import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.schema.ComparisonScope;
import dev.migrationcontrol.schema.SchemaComparison;
import dev.migrationcontrol.schema.SchemaDifferences;
import dev.migrationcontrol.schema.SchemaVerdict;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** deploy/sample/legacy from two migration systems to one history, and back, as docs/legacy-story.md walks through it. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class LegacyStoryTest {
    private static final String RETIRED =
            " is retired here: the migrations of this database are run by Migration Control";
    private static final String[] ALL = {"1.0001", "1.0002", "1.0003", "1.0004", "2.001", "2.002", "2.003", "2.004"};

    @Inject
    SchemaComparison comparison;

    private final OldProject shop = LegacyShop.with("shop", 4);
    private final OldProject behind = LegacyShop.with("shopbehind", 2);

    private static JsonPath audit(OldProject project) {
        return Service.get("/api/v1/environments/{}/audit", project.environment.name())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void unpack() {
        LegacyShop.unpack(shop.environment);
        LegacyShop.unpack(behind.environment);
    }

    private static void adopt(OldProject project) {
        project.consolidate(ConsolidationMode.ADOPT).succeeded().with("result.stage", "ADOPTED");
    }

    @Test
    void aListOfOperationsLeavesTheManifestOut() {
        unpack();
        String id = shop.consolidate(ConsolidationMode.PLAN).succeeded().json().getString("id");
        JsonPath list = Service.get("/api/v1/operations?environment=shop").jsonPath();
        assertThat(list.getMap("items.find { it.id == '" + id + "' }.request"))
                .containsEntry("mode", "plan")
                .doesNotContainKey("manifest");
        assertThat(Service.get("/api/v1/operations/{}", id).jsonPath().getList("request.manifest.migrations"))
                .hasSize(ALL.length);
    }

    @Test
    void bothDatabasesTellBothSystemsAndTheTwoHeads() {
        assertBothSystems(audit(shop), 4);
        assertBothSystems(audit(behind), 2);
    }

    private static void assertBothSystems(JsonPath audit, int files) {
        assertThat(audit.getList("systems.system")).containsExactlyInAnyOrder("alembic", "custom");
        String alembic = "systems.find { it.system == 'alembic' }.";
        String runner = "systems.find { it.system == 'custom' }.";
        assertThat(audit.getString(alembic + "table")).isEqualTo("public.alembic_version");
        assertThat(audit.<String>getList(alembic + "current"))
                .containsExactlyInAnyOrder("1a2b3c4d5e03", "1a2b3c4d5e04");
        assertThat(audit.getString(runner + "table")).isEqualTo("public.schema_migrations");
        assertThat(audit.getList(runner + "migrations")).hasSize(files);
        assertThat(audit.getList("systems.migrations.flatten().state").stream().distinct())
                .doesNotContain("UNFINISHED", "FAILED");
        assertThat(audit.getList("runners")).isEmpty();
        assertThat(audit.getBoolean("history.exists")).isFalse();
        assertThat(audit.<String>getList("findings.rule")).contains("several-systems", "several-heads");
    }

    @Test
    void theTreeIsAuditedAgainstBothDatabases() {
        JsonPath accepted = Service.request()
                .contentType("application/json")
                .header("Prefer", "wait=60")
                .body("{\"directory\":\"legacy\",\"environments\":[\"shop\",\"shopbehind\"]}")
                .post("/api/v1/audits")
                .then()
                .statusCode(200)
                .body("state", equalTo("SUCCEEDED"))
                .extract()
                .jsonPath();
        JsonPath report =
                Service.get("/api/v1/audits/{}", accepted.getString("id")).jsonPath();
        assertThat(report.getList("systems.system")).containsExactlyInAnyOrder("alembic", "custom");
        assertThat(report.<String>getList("findings.rule"))
                .contains("several-systems", "several-heads", "down-drops-unnamed-constraint")
                .contains("index-dropped-after-owner", "down-empty", "secret-in-plain-text")
                .contains("tests-on-several-systems", "variable-deprecated", "variable-several-spellings")
                .doesNotContain("recorded-without-file");
        assertThat(report.<String>getList(
                        "environments.findAll { it.environment == 'shopbehind' }.notRecorded.flatten()"))
                .contains("003", "004");
        assertDocument(accepted.getString("id"), "MIGRATION_AUDIT.md", "# Migration audit");
        assertDocument(accepted.getString("id"), "CONSOLIDATION_PLAN.md", "## Order of steps");
    }

    private static void assertDocument(String audit, String file, String heading) {
        Service.request()
                .accept("text/markdown")
                .get("/api/v1/audits/" + audit + "/" + file)
                .then()
                .statusCode(200)
                .body(containsString(heading));
    }

    @Test
    void bothSystemsBecomeOneStatedOrder() {
        JsonPath manifest = Service.post("/api/v1/conversions", LegacyShop.SOURCES)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(manifest.getString("order"))
                .startsWith("source after source")
                .contains("heads: 1a2b3c4d5e03, 1a2b3c4d5e04", "by the numbers of the files");
        assertThat(manifest.<String>getList("migrations.version")).containsExactly(ALL);
        assertThat(manifest.<String>getList("migrations.oldId"))
                .startsWith("1a2b3c4d5e01", "1a2b3c4d5e02", "1a2b3c4d5e04", "1a2b3c4d5e03")
                .endsWith("003_index_products.sql", "004_seed_products.sql");
        assertThat(manifest.<List<String>>getList("migrations.parents").get(3)).containsExactly("1a2b3c4d5e02");
        assertThat(manifest.<Boolean>getList("migrations.transactional").indexOf(false))
                .isEqualTo(6);
    }

    @Test
    void eachDatabaseIsAdoptedWhereItStandsAndGoesOn() throws SQLException {
        unpack();
        shop.consolidate(ConsolidationMode.PLAN)
                .succeeded()
                .with("result.proof.verdict", "EXACT")
                .with("result.proof.adoptable", true)
                .with("result.applied.version", List.of(ALL))
                .with("result.pending", List.of());
        behind.consolidate(ConsolidationMode.PLAN)
                .succeeded()
                .with("result.proof.verdict", "EXACT")
                .with("result.pending", List.of("2.003", "2.004"));
        assertThat(audit(shop).getBoolean("history.exists")).isFalse();
        adopt(shop);
        adopt(behind);
        Service.awaitState(shop.environment, "UP_TO_DATE");
        Service.awaitState(behind.environment, "PENDING");
        Service.get("/api/v1/environments/{}/status", "shopbehind").then().body("currentVersion", equalTo("2.002"));
        assertThat(shop.stockFlyway())
                .allMatch(each -> each.endsWith(" Success"))
                .hasSize(ALL.length);
        assertThat(behind.stockFlyway()).endsWith("2.002 Success", "2.003 Pending", "2.004 Pending");

        Service.upgrade(behind.environment, "{}").succeeded().did("2.003", "2.004");
        assertThat(behind.stockFlyway()).isEqualTo(shop.stockFlyway());
        assertThat(differences().verdict()).as(differences().toString()).isEqualTo(SchemaVerdict.EXACT);
        behind.environment.execute("DROP INDEX products_title_idx");
        assertThat(differences().list()).extracting("object").containsExactly("public.products_title_idx");
    }

    private SchemaDifferences differences() throws SQLException {
        return comparison.compare(
                TestServer.database(behind.environment.database()),
                TestServer.database(shop.environment.database()),
                new ComparisonScope(List.of("public.schema_migrations"), List.of("migration_control_archive")),
                SchemaComparison.Rows.SAME_NUMBER);
    }

    @Test
    void aDatabaseThatIsNotWhatItRecordsIsRefusedWithTheDifference() {
        unpack();
        shop.environment.execute("DROP TABLE stock");
        List<String> before = shop.picture();
        OperationAssert refused = shop.consolidate(ConsolidationMode.ADOPT).failed("schema-differs");
        refused.with("result.proof.verdict", "DIFFERENT").with("result.proof.unaccepted", List.of("public.stock"));
        assertThat(refused.json().<Map<String, String>>getList("result.proof.differences"))
                .anySatisfy(each ->
                        assertThat(each).containsEntry("object", "public.stock").containsEntry("aspect", "existence"));
        assertThat(refused.json().<String>getList("result.findings.rule")).contains("recorded-object-missing");
        assertThat(refused.json().getString("result.proof.closingDatabase.sql")).contains("CREATE TABLE public.stock");
        assertThat(shop.picture()).isEqualTo(before);
    }

    @Test
    void anOrderThatTheDatabaseDidNotFollowIsRefused() {
        unpack();
        behind.environment.execute("DELETE FROM alembic_version WHERE version_num = '1a2b3c4d5e03'");
        OperationAssert refused = behind.consolidate(ConsolidationMode.ADOPT).failed("consolidation-blocked");
        assertThat(refused.json().<String>getList("result.findings.rule")).contains("order-has-gaps");
    }

    @Test
    void retiredRunnersFailAndUndoGivesEverythingBack() {
        unpack();
        List<String> before = shop.picture();
        adopt(shop);
        shop.consolidate(ConsolidationMode.RETIRE).succeeded().with("result.stage", "RETIRED");
        assertFails(LegacyShop.ALEMBIC_STARTS, "alembic" + RETIRED);
        assertFails(LegacyShop.RUNNER_STARTS, "The custom runner" + RETIRED);
        assertFails("INSERT INTO schema_migrations (filename) VALUES ('005.sql')", "The custom runner" + RETIRED);
        assertThat(shop.environment.query(
                        "SELECT version_num FROM migration_control_archive.alembic_version ORDER BY 1"))
                .containsExactly("1a2b3c4d5e03", "1a2b3c4d5e04");
        assertThat(shop.environment.query("SELECT count(*) FROM migration_control_archive.schema_migrations"))
                .containsExactly("4");
        assertThat(audit(shop).getList("systems")).isEmpty();
        assertThat(audit(shop).getBoolean("history.exists")).isTrue();
        assertThat(audit(shop).getList("findings")).as(audit(shop).prettify()).isEmpty();
        Service.awaitState(shop.environment, "UP_TO_DATE");

        shop.consolidate(ConsolidationMode.UNDO).succeeded().with("result.stage", "NONE");
        assertThat(shop.picture()).isEqualTo(before);
        assertBothSystems(audit(shop), 4);
        shop.environment.execute(LegacyShop.ALEMBIC_STARTS);
        LegacyShop.runner(shop.environment, 4);
    }

    private void assertFails(String sql, String message) {
        assertThatThrownBy(() -> shop.environment.execute(sql)).rootCause().hasMessageContaining(message);
    }
}
