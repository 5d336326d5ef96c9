package dev.migrationcontrol.adoption;

import static dev.migrationcontrol.Service.awaitState;
import static dev.migrationcontrol.Service.upgrade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.migrationcontrol.OperationAssert;
import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class TakeoverTest {
    @ParameterizedTest
    @EnumSource(OldTables.class)
    void whatWasAppliedCountsAsApplied(OldTables system) {
        OldProject project = OldProject.at("takeovers", system, 2);
        project.consolidate(ConsolidationMode.PLAN)
                .succeeded()
                .with("result.stage", "NONE")
                .with("result.proof.verdict", "EXACT")
                .with("result.findings.rule", system.findings())
                .with("result.applied.oldId", system.ids().subList(0, 2))
                .with("result.pending", List.of("3"));
        assertThat(project.environment.query("SELECT to_regclass('flyway_schema_history')"))
                .containsExactly((String) null);

        project.consolidate(ConsolidationMode.ADOPT)
                .succeeded()
                .with("result.stage", "ADOPTED")
                .with("result.applied.version", List.of("1", "2"));
        assertThat(project.environment.history()).containsExactly("SQL 1", "SQL 2");
        assertThat(project.stockFlyway()).containsExactly("1 Success", "2 Success", "3 Pending");
        awaitState(project.environment, "PENDING");
        upgrade(project.environment, "{}").succeeded().did("3");
        awaitState(project.environment, "UP_TO_DATE");
        assertThat(scratches()).isEmpty();
    }

    @Test
    void anEnvironmentAtAnotherVersionComesOutAtAnother() {
        OldProject newest = OldProject.at("takeovers", OldTables.GOLANG_MIGRATE, 3);
        newest.consolidate(ConsolidationMode.ADOPT).succeeded();
        assertThat(newest.stockFlyway()).containsExactly("1 Success", "2 Success", "3 Success");
        awaitState(newest.environment, "UP_TO_DATE");

        OldProject oldest = OldProject.at("takeovers", OldTables.GOLANG_MIGRATE, 1);
        oldest.consolidate(ConsolidationMode.ADOPT).succeeded();
        assertThat(oldest.stockFlyway()).containsExactly("1 Success", "2 Pending", "3 Pending");

        OldProject none = OldProject.empty("takeovers").withScripts().manifest(OldTables.GOOSE.manifest());
        none.consolidate(ConsolidationMode.ADOPT)
                .succeeded()
                .with("result.findings.rule", List.of("version-table-missing"));
        assertThat(none.stockFlyway()).containsExactly("1 Pending", "2 Pending", "3 Pending");
    }

    /** The story: Alembic with two heads, and a runner of the team's own beside it, in one database. */
    @Test
    void twoHeadsAndACustomRunnerBecomeOneHistory() {
        OldProject project = OldProject.empty("takeovers").withScripts();
        project.environment
                .script("V4__tags.sql", "CREATE TABLE tags (name text PRIMARY KEY);\n")
                .script("V5__audit.sql", "CREATE TABLE audit (at timestamptz DEFAULT now());\n");
        project.manifest("""
                {"order":"alembic by its parents, then by number","migrations":[
                 {"version":"1","system":"alembic","oldId":"aaa","parents":[]},
                 {"version":"2","system":"alembic","oldId":"bbb","parents":["aaa"]},
                 {"version":"3","system":"alembic","oldId":"ccc","parents":["bbb"]},
                 {"version":"4","system":"alembic","oldId":"ddd","parents":["aaa"]},
                 {"version":"5","system":"custom","oldId":"001_audit.sql"}]}""");
        project.ran(3);
        project.environment.execute("CREATE TABLE tags (name text PRIMARY KEY);"
                + "CREATE TABLE audit (at timestamptz DEFAULT now());"
                + "CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY);"
                + "INSERT INTO alembic_version VALUES ('ccc'), ('ddd');"
                + "CREATE TABLE schema_migrations (id serial PRIMARY KEY, filename text UNIQUE, applied_at timestamptz DEFAULT now());"
                + "INSERT INTO schema_migrations (filename) VALUES ('migrations/001_audit.sql')");
        OperationAssert adopted = project.consolidate(ConsolidationMode.ADOPT).succeeded();
        adopted.with("result.applied.oldId", List.of("aaa", "bbb", "ccc", "ddd", "001_audit.sql"))
                .with(
                        "result.applied.table",
                        List.of(
                                "public.alembic_version",
                                "public.alembic_version",
                                "public.alembic_version",
                                "public.alembic_version",
                                "public.schema_migrations"));
        assertThat(project.stockFlyway())
                .containsExactly("1 Success", "2 Success", "3 Success", "4 Success", "5 Success");
        awaitState(project.environment, "UP_TO_DATE");
        assertThat(project.environment.query(
                        "SELECT concat_ws(' ', version, system, old_id, old_applied_at IS NOT NULL)"
                                + " FROM migration_control_archive.consolidation_source ORDER BY version"))
                .containsExactly(
                        "1 alembic aaa f",
                        "2 alembic bbb f",
                        "3 alembic ccc f",
                        "4 alembic ddd f",
                        "5 custom 001_audit.sql t");
    }

    /** A manifest, a request and a record may be older than the present id of the custom runner. */
    @Test
    void theOldIdOfTheCustomRunnerIsAccepted() {
        OldProject project = OldProject.at("takeovers", OldTables.CUSTOM, 2)
                .manifest(OldTables.CUSTOM.manifest().replace("\"custom\"", "\"hand-made\""));
        project.consolidate(
                        "{\"mode\":\"adopt\",\"tables\":[{\"system\":\"hand-made\",\"table\":\"public.schema_migrations\"}]}")
                .succeeded()
                .with("result.applied.system", List.of("custom", "custom"))
                .with("result.findings.rule", List.of("system-name-deprecated"))
                .with(
                        "result.findings.detail",
                        List.of("The name hand-made of the system is an old spelling of custom."));
        project.environment.execute("UPDATE migration_control_archive.consolidation_table SET system = 'hand-made'");
        project.consolidate(ConsolidationMode.RETIRE).succeeded();
        assertThatThrownBy(() -> project.environment.query(OldTables.CUSTOM.firstStatements()))
                .rootCause()
                .hasMessageContaining("The custom runner is retired here");
        project.consolidate(ConsolidationMode.UNDO).succeeded().with("result.stage", "NONE");
    }

    @Test
    void theOldAndThePresentIdAreOneSystem() {
        OldProject project = OldProject.at("takeovers", OldTables.CUSTOM, 2);
        Service.post("/api/v1/environments/{}/consolidations", """
                        {"mode":"plan","tables":[{"system":"hand-made","table":"public.schema_migrations"},
                         {"system":"custom","table":"public.schema_migrations"}]}""", project.environment.name())
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("tables[1].system"));
    }

    @Test
    void aTableOfAnotherNameInAnotherSchemaIsNamedInTheRequest() {
        OldProject project = OldProject.empty("takeovers").withScripts().manifest(OldTables.CUSTOM.manifest());
        project.ran(2);
        project.environment.execute(
                "CREATE SCHEMA app; CREATE TABLE app.ran (n int PRIMARY KEY, what text, success boolean,"
                        + " at timestamp); INSERT INTO app.ran VALUES (1, '001_customers.sql', true, now()),"
                        + " (2, '002_orders.sql', true, now())");
        project.consolidate("{\"mode\":\"adopt\",\"acceptedDifferences\":[\"app\"],\"tables\":[{\"system\":\"custom\","
                        + "\"table\":\"app.ran\",\"identifier\":\"what\"}]}")
                .succeeded()
                .with("result.applied.version", List.of("1", "2"))
                .with("result.proof.differences.object", List.of("app"));
    }

    /** Some runners keep one row with the number of the newest migration, and other columns next to it. */
    @Test
    void aCounterIsNamedInTheRequest() {
        OldProject project = OldProject.empty("takeovers").withScripts().manifest(OldTables.CUSTOM.manifest());
        project.ran(2);
        project.environment.execute("CREATE SCHEMA app; CREATE TABLE app.info (id int PRIMARY KEY, schema_version int);"
                + " INSERT INTO app.info VALUES (1, 2)");
        String table = "\"tables\":[{\"system\":\"custom\",\"table\":\"app.info\",\"identifier\":\"schema_version\"";
        project.consolidate("{\"mode\":\"plan\"," + table + "}]}")
                .succeeded()
                .with("result.findings.rule", List.of("order-has-gaps"))
                .says("result.findings[0].remedy", "\"newestOnly\":true");
        project.consolidate(
                        "{\"mode\":\"adopt\",\"acceptedDifferences\":[\"app\"]," + table + ",\"newestOnly\":true}]}")
                .succeeded()
                .with("result.applied.version", List.of("1", "2"));
        Service.post(
                        "/api/v1/environments/{}/consolidations",
                        "{\"mode\":\"plan\",\"tables\":[{\"system\":\"goose\",\"table\":\"app.info\",\"newestOnly\":true}]}",
                        project.environment.name())
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("tables[0].newestOnly"));
    }

    /** Code migrations that no tool could convert: one script of the schema that they made. */
    @Test
    void aTreeMayBecomeOneBaselineScript() {
        OldProject project = OldProject.empty("takeovers").ran(2).manifest("""
                {"migrations":[{"version":"7","script":"B7__all.sql","system":"alembic",
                 "oldId":"schema.sql","parents":["base","head"]}]}""");
        project.environment
                .script(
                        "B7__all.sql",
                        OldProject.SCRIPTS.get("V1__customers.sql") + OldProject.SCRIPTS.get("V2__orders.sql"))
                .script("V8__notes.sql", OldProject.SCRIPTS.get("V3__notes.sql"))
                .execute("CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY);"
                        + "INSERT INTO alembic_version VALUES ('head')");
        project.consolidate(ConsolidationMode.ADOPT).succeeded().with("result.proof.verdict", "EXACT");
        assertThat(project.environment.history()).containsExactly("SQL_BASELINE 7");
        assertThat(project.stockFlyway()).contains("8 Pending");
        awaitState(project.environment, "PENDING");
        upgrade(project.environment, "{}").succeeded().did("8");
        awaitState(project.environment, "UP_TO_DATE");
    }

    @Test
    void aManifestMayComeWithTheRequest() {
        OldProject project = OldProject.at("takeovers", OldTables.GOOSE, 2);
        project.environment.deleteScript("manifest.json");
        project.consolidate("{\"mode\":\"plan\"}").refused(409, "manifest-missing");
        project.consolidate("{\"mode\":\"adopt\",\"manifest\":" + OldTables.GOOSE.manifest() + "}")
                .succeeded();
        assertThat(project.environment.history()).containsExactly("SQL 1", "SQL 2");
    }

    private static List<String> scratches() {
        return new dev.migrationcontrol.TestEnvironment("x", "postgres", java.nio.file.Path.of("."))
                .query("SELECT datname FROM pg_database WHERE datname LIKE 'mc_scratch_%' AND '" + TestServer.HOST
                        + "' <> ''");
    }
}
