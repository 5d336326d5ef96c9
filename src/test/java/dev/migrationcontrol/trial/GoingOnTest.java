package dev.migrationcontrol.trial;

import static org.assertj.core.api.Assertions.assertThat;

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

/** A trial goes on past what cannot run, and tells its own faults from those that follow from others. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class GoingOnTest {
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

    private static void golang(String tree) throws IOException {
        write(tree + "/go.mod", "require github.com/golang-migrate/migrate/v4 v4.17.0");
    }

    private static Map<String, Object> at(JsonPath report, String where) {
        return report.getMap("findings.find { it.where == '" + where + "' && it.rule != 'several-heads' }");
    }

    @Test
    void whatFollowsFromAScriptThatFailedIsNoFaultOfItsOwn() throws IOException {
        golang("going-on");
        write("going-on/m/1_a.up.sql", "CREATE TABLE a (id int PRIMARY KEY);");
        write("going-on/m/1_a.down.sql", "DROP TABLE a;");
        write(
                "going-on/m/2_b.up.sql",
                "CREATE TABLE b (id int PRIMARY KEY);",
                "CREATE FUNCTION biggest() RETURNS int LANGUAGE sql AS $$ SELECT max(b.size) FROM b $$;",
                "CREATE TABLE b2 (id int PRIMARY KEY);");
        write("going-on/m/2_b.down.sql", "DROP FUNCTION biggest();", "DROP TABLE b2;", "DROP TABLE b;");
        write("going-on/m/3_c.up.sql", "CREATE TABLE c (id int REFERENCES b2);");
        write("going-on/m/3_c.down.sql", "DROP TABLE c;");
        write("going-on/m/4_d.up.sql", "CREATE VIEW d AS SELECT biggest() AS n;");
        write("going-on/m/4_d.down.sql", "DROP VIEW d;");
        write("going-on/m/5_e.up.sql", "ALTER TABLE c ADD x int;", "ALTER TABLE nowhere ADD x int;");
        write("going-on/m/5_e.down.sql", "ALTER TABLE c DROP x;");
        JsonPath report = audited("going-on");
        assertThat(report.getMap("trials[0]"))
                .as(report.prettify())
                .containsEntry("outcome", "FAILED")
                .containsEntry("ups", 5)
                .containsEntry("upsRun", 2)
                .containsEntry("downs", 5)
                .containsEntry("downsRun", 3);
        assertThat(report.getList("findings.findAll { it.rule == 'migration-fails' }.where", String.class))
                .containsExactlyInAnyOrder("m/2_b.up.sql:2", "m/5_e.up.sql:2");
        assertThat(report.getList("findings.findAll { it.rule == 'follows-from-failure' }.where", String.class))
                .containsExactlyInAnyOrder("m/4_d.up.sql:1", "m/4_d.down.sql:1", "m/2_b.down.sql:1");
        assertThat(at(report, "m/4_d.up.sql:1")).containsEntry("severity", "INFO");
        assertThat(String.valueOf(at(report, "m/4_d.up.sql:1").get("detail")))
                .contains("m/2_b.up.sql:2", "biggest", "42883");
        assertThat(report.getList("findings.findAll { it.rule == 'undo-fails' }"))
                .isEmpty();
    }

    @Test
    void aScriptOutsideOfATransactionIsContinuedAfterWhatFailed() throws IOException {
        write("going-outside/go.mod", "require github.com/pressly/goose/v3 v3.20.0");
        write(
                "going-outside/db/00001_a.sql",
                "-- +goose NO TRANSACTION",
                "-- +goose Up",
                "CREATE TABLE a (id int);",
                "CREATE INDEX CONCURRENTLY a_gone ON a (gone);",
                "CREATE INDEX CONCURRENTLY a_id ON a (id);",
                "-- +goose Down",
                "DROP TABLE a;");
        write(
                "going-outside/db/00002_b.sql",
                "-- +goose Up",
                "ALTER INDEX a_id RENAME TO a_idx;",
                "-- +goose Down",
                "ALTER INDEX a_idx RENAME TO a_id;");
        JsonPath report = audited("going-outside");
        assertThat(report.getMap("trials[0]"))
                .as(report.prettify())
                .containsEntry("outcome", "FAILED")
                .containsEntry("upsRun", 1)
                .containsEntry("downsRun", 2);
        assertThat(report.getList("findings.findAll { it.rule == 'migration-fails' }.where", String.class))
                .containsExactly("db/00001_a.sql:4");
    }

    /** One statement of a script is left out, and the others are tried. */
    @Test
    void aRoleOrACommandOfPsqlKeepsNothingElseFromRunning() throws IOException {
        golang("going-roles");
        write(
                "going-roles/m/1_a.up.sql",
                "CREATE TABLE a (id int);",
                "CREATE ROLE clerk_of_a_trial;",
                "GRANT SELECT ON a TO clerk_of_a_trial;",
                "CREATE TABLE b (id int);");
        write("going-roles/m/1_a.down.sql", "DROP TABLE b;", "DROP TABLE a;", "DROP ROLE clerk_of_a_trial;");
        write("going-roles/m/2_b.up.sql", "\\echo begins", "\\i other.sql", "ALTER TABLE b ADD x int;");
        write("going-roles/m/2_b.down.sql", "ALTER TABLE b DROP x;");
        write("going-roles/m/3_c.up.sql", "GRANT SELECT ON b TO someone_of_the_house;", "ALTER TABLE b ADD y int;");
        write("going-roles/m/3_c.down.sql", "ALTER TABLE b DROP y;");
        JsonPath report = audited("going-roles");
        assertThat(report.getMap("trials[0]"))
                .as(report.prettify())
                .containsEntry("outcome", "NOT_RUN")
                .containsEntry("ups", 3)
                .containsEntry("downsRun", 3);
        assertThat(report.getList("trials[0].notRun.file", String.class))
                .contains("m/1_a.up.sql:2", "m/1_a.down.sql:3", "m/2_b.up.sql:2");
        assertThat(report.getList("findings.rule", String.class)).doesNotContain("migration-fails", "undo-fails");
        assertThat(at(report, "m/3_c.up.sql:1"))
                .containsEntry("rule", "role-missing-on-server")
                .containsEntry("severity", "WARNING");
        assertThat(at(report, "m/1_a.up.sql:3")).containsEntry("rule", "follows-from-failure");
        assertThat(environment.query("SELECT rolname FROM pg_roles WHERE rolname LIKE '%of_a_trial'"))
                .isEmpty();
    }

    @Test
    void whatAProgramMayHaveMadeIsNoFaultOfTheScriptThatMissesIt() throws IOException {
        write("going-go/go.mod", "require github.com/pressly/goose/v3 v3.20.0");
        write("going-go/db/00001_a.sql", "-- +goose Up", "CREATE TABLE a (id int);", "-- +goose Down", "DROP TABLE a;");
        write(
                "going-go/db/00002_b.go",
                "package db",
                "func init() { goose.AddMigration(upB, downB) }",
                "func upB(tx *sql.Tx) error { _, err := tx.Exec(`CREATE TABLE made_by_go (id int)`); return err }");
        write(
                "going-go/db/00003_c.sql",
                "-- +goose Up",
                "ALTER TABLE made_by_go ADD x int;",
                "ALTER TABLE a ADD x int;",
                "-- +goose Down",
                "ALTER TABLE a DROP x;");
        write(
                "going-go/db/00004_d.sql",
                "-- +goose Up",
                "ALTER TABLE a DROP x;",
                "-- +goose Down",
                "ALTER TABLE a ADD x int;");
        JsonPath report = audited("going-go");
        assertThat(report.getMap("trials[0]"))
                .as(report.prettify())
                .containsEntry("outcome", "NOT_RUN")
                .containsEntry("upsRun", 2)
                .containsEntry("downsRun", 3);
        assertThat(at(report, "db/00003_c.sql:2")).containsEntry("rule", "follows-from-failure");
        assertThat(String.valueOf(at(report, "db/00003_c.sql:2").get("detail"))).contains("db/00002_b.go");
    }

    /** What many statements of a script cannot do is said for the first of them. */
    @Test
    void manyFailuresOfOneScriptAreBounded() throws IOException {
        golang("going-many");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 1_500; i++) {
            many.append("INSERT INTO gone_").append(i).append(" VALUES (1);\n");
        }
        write("going-many/m/1_a.up.sql", many + "CREATE TABLE a (id int);");
        write("going-many/m/2_b.up.sql", "CREATE TABLE b (id int);");
        JsonPath report = audited("going-many");
        assertThat(report.getMap("trials[0]"))
                .containsEntry("outcome", "FAILED")
                .containsEntry("upsRun", 1);
        List<String> details = report.getList("findings.findAll { it.rule == 'migration-fails' }.detail", String.class);
        assertThat(details).hasSize(20);
        assertThat(details.get(0)).contains("gone_0");
        assertThat(report.getString("findings.find { it.rule == 'more-statements-fail' }.detail"))
                .contains("1,001");
    }

    @Test
    void whatAProgramFillsInIsNoFaultOfTheScript() throws IOException {
        golang("templates");
        write("templates/m/1_a.up.sql", "CREATE TABLE {{ .Schema }}.a (id int);", "CREATE TABLE a2 (id int);");
        write("templates/m/1_a.down.sql", "DROP TABLE a2;");
        write("templates/m/2_b.up.sql", "CREATE TABLE b (id int, note text DEFAULT '{{ none }}') <%= options %>;");
        write("templates/m/3_c.up.sql", "CREATE TABLE c (id int, note text DEFAULT '${none}';");
        JsonPath report = audited("templates");
        assertThat(at(report, "m/1_a.up.sql:1"))
                .as(report.prettify())
                .containsEntry("rule", "template-not-filled")
                .containsEntry("severity", "WARNING")
                .extractingByKey("detail")
                .asString()
                .contains("{{ .Schema }}", "42601");
        assertThat(at(report, "m/2_b.up.sql:1")).containsEntry("rule", "template-not-filled");
        assertThat(at(report, "m/3_c.up.sql:1")).containsEntry("rule", "migration-fails");
    }
}
