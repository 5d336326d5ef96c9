package dev.migrationcontrol.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Trees of Flyway's own scripts, uploaded, and tried as Flyway runs them. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class FlywayTrialTest {
    private static final String FOLDER = "app/src/main/resources/db/migration/";

    private final TestEnvironment environment = TestEnvironment.empty("trees");
    private final Map<String, String> tree = new LinkedHashMap<>();

    @BeforeEach
    void writeTree() {
        tree.put("app/src/main/resources/application.properties", "quarkus.flyway.placeholders.owner=ada\n");
        tree.put(FOLDER + "V1__shop.sql", "CREATE TABLE shop (id int PRIMARY KEY, owner text DEFAULT '${owner}');");
        tree.put(FOLDER + "U1__shop.sql", "DROP TABLE shop;");
        tree.put(FOLDER + "V2__index.sql", "CREATE INDEX CONCURRENTLY shop_owner ON shop (owner);");
        tree.put(FOLDER + "V2__index.sql.conf", "executeInTransaction=false\n");
        tree.put(FOLDER + "U2__index.sql", "DROP INDEX CONCURRENTLY shop_owner;");
        tree.put(FOLDER + "U2__index.sql.conf", "executeInTransaction=false\n");
        tree.put(FOLDER + "V3__text.sql", "COMMENT ON TABLE shop IS 'as it is: ${nothing}';");
        tree.put(FOLDER + "V3__text.sql.conf", "placeholderReplacement=false\n");
        tree.put(FOLDER + "R__owners.sql", "CREATE OR REPLACE VIEW owners AS SELECT owner FROM shop;");
    }

    @AfterEach
    void noScratchDatabaseIsLeftAndTheDatabaseItselfIsUntouched() {
        assertThat(environment.query("SELECT datname FROM pg_database WHERE datname LIKE 'mc\\_scratch%'"))
                .isEmpty();
        assertThat(environment.objects()).isEmpty();
    }

    private JsonPath audited() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : tree.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        String id = TreeAuditing.succeeded(Service.request()
                .contentType("application/zip")
                .header("Prefer", "wait=120")
                .queryParam("scratchEnvironment", "trees")
                .body(bytes.toByteArray())
                .post("/api/v1/audits"));
        return Service.get("/api/v1/audits/{}", id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void versionsUndosRepeatablesSettingsAndPlaceholdersAreTried() throws IOException {
        JsonPath report = audited();
        assertThat(report.getMap("trials[0]"))
                .containsEntry("system", "flyway")
                .containsEntry("outcome", "PASSED")
                .containsEntry("ups", 4)
                .containsEntry("upsRun", 4)
                .containsEntry("downs", 2)
                .containsEntry("downsRun", 2);
    }

    @Test
    void aNewDatabaseBeginsAtTheBaselineScriptAndWhatItStandsForIsTriedToo() throws IOException {
        tree.put(FOLDER + "B2__shop.sql", "CREATE TABLE shop (id int PRIMARY KEY, owner text);");
        tree.put(FOLDER + "V4__more.sql", "ALTER TABLE shop ADD more int;");
        tree.put(FOLDER + "U4__more.sql", "ALTER TABLE shop DROP more;");
        JsonPath report = audited();
        assertThat(report.getMap("trials[0]"))
                .as("B2, V3, V4, R and V1, V2")
                .containsEntry("outcome", "PASSED")
                .containsEntry("ups", 6)
                .containsEntry("upsRun", 6)
                .containsEntry("downs", 3)
                .containsEntry("downsRun", 3);
    }

    @Test
    void aTreeThatBeginsWithABaselineScriptNeedsIt() throws IOException {
        tree.keySet().removeIf(name -> name.matches(".*[VU][12]__.*"));
        tree.put(FOLDER + "B2__shop.sql", "CREATE TABLE shop (id int PRIMARY KEY, owner text);");
        assertThat(audited().getMap("trials[0]"))
                .containsEntry("outcome", "PASSED")
                .containsEntry("upsRun", 3);
    }

    @Test
    void aBrokenRepeatableIsAFindingAtItsLine() throws IOException {
        tree.put(FOLDER + "R__owners.sql", "-- all\nCREATE OR REPLACE VIEW owners AS SELECT gone FROM shop;");
        JsonPath report = audited();
        assertThat(report.getMap("trials[0]"))
                .containsEntry("outcome", "FAILED")
                .containsEntry("upsRun", 3)
                .containsEntry("downsRun", 2);
        assertThat(report.getString("findings.find { it.rule == 'migration-fails' }.where"))
                .isEqualTo(FOLDER + "R__owners.sql:2");
    }

    @Test
    void aPlaceholderWithoutAValueIsNoFaultOfTheScript() throws IOException {
        tree.remove("app/src/main/resources/application.properties");
        JsonPath report = audited();
        assertThat(report.getMap("trials[0]"))
                .containsEntry("outcome", "NOT_RUN")
                .containsEntry("note", "The placeholder ${owner} has no value.");
        assertThat(report.getList("findings.rule", String.class))
                .contains("placeholder-without-value")
                .doesNotContain("migration-fails");
    }

    @Test
    void onlyTheStatementWithoutItsValueIsLeftOut() throws IOException {
        tree.put(FOLDER + "V4__more.sql", "CREATE TABLE more (id int);\nCOMMENT ON TABLE more IS '${gone}';");
        tree.put(FOLDER + "U4__more.sql", "DROP TABLE more;");
        JsonPath report = audited();
        assertThat(report.getMap("trials[0]"))
                .containsEntry("outcome", "NOT_RUN")
                .containsEntry("note", "The placeholder ${gone} has no value.")
                .containsEntry("upsRun", 5)
                .containsEntry("downsRun", 3);
        assertThat(report.getList("trials[0].notRun.file", String.class)).containsExactly(FOLDER + "V4__more.sql:2");
    }
}
