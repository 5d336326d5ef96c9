package dev.migrationcontrol.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;

import dev.migrationcontrol.CodeTools;
import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import dev.migrationcontrol.audit.TreeAuditing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an audit finds sound is run on a scratch database, and what fails there is a finding. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class TreeTrialTest {
    private final TestEnvironment environment = TestEnvironment.empty("trees");

    @AfterEach
    void noScratchDatabaseIsLeftAndTheDatabaseItselfIsUntouched() {
        assertThat(environment.query("SELECT datname FROM pg_database WHERE datname LIKE 'mc\\_scratch%'"))
                .isEmpty();
        assertThat(environment.objects()).isEmpty();
    }

    private static JsonPath audited(String directory) {
        String id = TreeAuditing.succeeded(
                TreeAuditing.request("{\"directory\":\"" + directory + "\",\"scratchEnvironment\":\"trees\"}"));
        return Service.get("/api/v1/audits/{}", id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static void write(String file, String... lines) throws IOException {
        Path path = TestEnvironment.TREES.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, String.join("\n", lines) + "\n");
    }

    @Test
    void aBrokenUpAndABrokenDownAreFindingsWithTheServersError() throws IOException {
        write("tried-broken/go.mod", "require github.com/golang-migrate/migrate/v4 v4.17.0");
        write("tried-broken/migrations/1_a.up.sql", "CREATE TABLE a (id int PRIMARY KEY);");
        write("tried-broken/migrations/1_a.down.sql", "DROP TABLE a;");
        write("tried-broken/migrations/2_b.up.sql", "CREATE TABLE b (id int REFERENCES a);");
        write("tried-broken/migrations/2_b.down.sql", "-- back", "DROP TABLE b;", "DROP TABLE never_made;");
        write("tried-broken/migrations/3_c.up.sql", "CREATE TABLE c (id int);");
        write("tried-broken/migrations/3_c.down.sql", "DROP TABLE c;");
        write("tried-broken/migrations/4_d.up.sql", "CREATE TABLE d (id int);", "ALTER TABLE gone ADD x int;");
        write("tried-broken/migrations/4_d.down.sql", "DROP TABLE d;");
        JsonPath report = audited("tried-broken");
        Map<String, Object> trial = report.getMap("trials[0]");
        assertThat(trial)
                .containsEntry("system", "golang-migrate")
                .containsEntry("outcome", "FAILED")
                .containsEntry("ups", 4)
                .containsEntry("upsRun", 3)
                .containsEntry("downs", 4)
                .containsEntry("downsRun", 3);
        Map<String, Object> up = report.getMap("findings.find { it.rule == 'migration-fails' }");
        assertThat(up).containsEntry("severity", "ERROR").containsEntry("where", "migrations/4_d.up.sql:2");
        assertThat(String.valueOf(up.get("detail")))
                .contains("relation \"gone\" does not exist", "42P01", "statement 2", "line 2");
        Map<String, Object> down = report.getMap("findings.find { it.rule == 'undo-fails' }");
        assertThat(down).containsEntry("severity", "WARNING").containsEntry("where", "migrations/2_b.down.sql:3");
        assertThat(String.valueOf(down.get("detail"))).contains("never_made", "42P01", "statement 2");
    }

    /** A program, a statement on roles and a marker that goose does not read: each is left out by its name. */
    @Test
    void whatCannotBeTriedIsLeftOutAndTheOthersAreTried() throws IOException {
        write("tried-parts/go.mod", "require github.com/pressly/goose/v3 v3.20.0");
        write(
                "tried-parts/db/00001_a.sql",
                "-- +goose Up",
                "CREATE TABLE a (id int);",
                "-- +goose Down",
                "DROP TABLE a;");
        write("tried-parts/db/00002_b.go", "package db", "func init() { goose.AddMigration(upB, downB) }");
        write("tried-parts/db/00003_c.sql", "-- +goose Up", "CREATE ROLE clerk;", "-- +goose Down", "DROP ROLE clerk;");
        write("tried-parts/db/00004_d.sql", "-- +goose Up", "CREATE TABLE d ();", " -- +goose Down", "DROP TABLE d;");
        write(
                "tried-parts/db/00005_e.sql",
                "-- +goose Up",
                "CREATE TABLE e (id int);",
                "-- +goose Down",
                "DROP TABLE e;");
        JsonPath report = audited("tried-parts");
        assertThat(report.getMap("trials[0]"))
                .containsEntry("outcome", "PASSED")
                .containsEntry("upsRun", 2)
                .containsEntry("downsRun", 2);
        assertThat(report.getList("trials[0].notRun.file", String.class))
                .containsExactlyInAnyOrder("db/00002_b.go", "db/00003_c.sql", "db/00004_d.sql");
        assertThat(report.getList("findings.findAll { it.rule == 'trial-not-run' }.where", String.class))
                .containsExactlyInAnyOrder("db/00002_b.go", "db/00003_c.sql", "db/00004_d.sql");
        assertThat(report.getString("trials[0].notRun.find { it.file == 'db/00003_c.sql' }.why"))
                .contains("CREATE ROLE");
    }

    @Test
    void aSoundTreeRunsUpAndBack() throws IOException {
        write("tried-sound/go.mod", "require github.com/pressly/goose/v3 v3.20.0");
        for (int i = 1; i <= 3; i++) {
            write(
                    "tried-sound/db/0000" + i + "_t.sql",
                    "-- +goose Up",
                    "CREATE TABLE t" + i + " (id int);",
                    "-- +goose Down",
                    "DROP TABLE t" + i + ";");
        }
        JsonPath report = audited("tried-sound");
        assertThat(report.getMap("trials[0]"))
                .containsEntry("system", "goose")
                .containsEntry("outcome", "PASSED")
                .containsEntry("upsRun", 3)
                .containsEntry("downsRun", 3);
        assertThat(report.getList("findings.rule", String.class)).doesNotContain("migration-fails", "undo-fails");
        assertThat(Service.request()
                        .accept("text/markdown")
                        .get("/api/v1/audits/" + report.getString("id") + "/MIGRATION_AUDIT.md")
                        .asString())
                .contains("## Tried on scratch databases", "3 of 3", "passed");
    }

    @Test
    void theHomeMadeSqlOfTheSampleIsSoundAndItsAlembicIsTriedAlone() {
        JsonPath report = audited("legacy");
        assertThat(report.getMap("trials.find { it.system == 'custom' }"))
                .containsEntry("outcome", "PASSED")
                .containsEntry("upsRun", 4)
                .containsEntry("downsRun", 3);
        CodeTools.require();
        assertThat(report.getMap("trials.find { it.system == 'alembic' }")).containsEntry("ups", 4);
        assertThat(report.getString("trials.find { it.system == 'alembic' }.note"))
                .as("what its project needs is not installed where the tool runs")
                .contains("No module named", "tried alone");
    }

    @Test
    void anExtensionThatTheServerLacksIsNoFaultOfTheScript() throws IOException {
        write("tried-extension/go.mod", "require github.com/pressly/goose/v3 v3.20.0");
        write("tried-extension/db/00001_x.sql", "-- +goose Up", "CREATE EXTENSION nowhere_to_be_had;");
        JsonPath report = audited("tried-extension");
        assertThat(report.getString("trials[0].outcome")).isEqualTo("NOT_RUN");
        assertThat(report.getString("trials[0].note")).contains("nowhere_to_be_had");
        assertThat(report.getList("findings.rule", String.class))
                .contains("extension-missing-on-server")
                .doesNotContain("migration-fails");
    }

    @Test
    void whatWouldReachTheServerIsNotTried() throws IOException {
        write("tried-reaching/go.mod", "require github.com/pressly/goose/v3 v3.20.0");
        write("tried-reaching/db/00001_x.sql", "-- +goose Up", "CREATE ROLE made_by_a_trial;");
        write("tried-program/go.mod", "require github.com/pressly/goose/v3 v3.20.0");
        write("tried-program/db/00001_x.sql", "-- +goose Up", "COPY (SELECT 1) TO PROGRAM 'true';");
        for (String tree : List.of("tried-reaching", "tried-program")) {
            JsonPath report = audited(tree);
            assertThat(report.getString("trials[0].outcome")).isEqualTo("NOT_RUN");
            assertThat(report.getString("trials[0].note")).contains("affects more than its database", "00001_x.sql");
        }
        assertThat(environment.query("SELECT rolname FROM pg_roles WHERE rolname = 'made_by_a_trial'"))
                .isEmpty();
    }

    @Test
    void onlyConfiguredEnvironmentsMayBeUsed() {
        TreeAuditing.request("{\"directory\":\"legacy\",\"scratchEnvironment\":\"shop\"}")
                .then()
                .statusCode(409)
                .body("type", endsWith("/trial-not-allowed"));
        TreeAuditing.request("{\"directory\":\"legacy\",\"scratchEnvironment\":\"nowhere\"}")
                .then()
                .statusCode(404);
    }

    @Test
    void aSuperuserRunsNoScriptOfATreeAndAnUploadNeedsItsOwnLeave() {
        TreeAuditing.request("{\"directory\":\"legacy\",\"scratchEnvironment\":\"audits\"}")
                .then()
                .statusCode(409)
                .body("type", endsWith("/trial-not-allowed"))
                .body("detail", containsString("is a superuser"));
        Service.request()
                .contentType("application/zip")
                .queryParam("scratchEnvironment", "audits")
                .body(new byte[] {'P', 'K', 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})
                .post("/api/v1/audits")
                .then()
                .statusCode(409)
                .body("type", endsWith("/trial-not-allowed"))
                .body("detail", containsString("upload-scratch-environments"));
    }
}
