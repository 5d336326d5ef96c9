package dev.migrationcontrol.drift;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class DriftTest {
    private static final String CHECKS = "drift-checks";
    private static final String RECORDER = "drift-recorder";

    @Test
    void whatIsChangedByHandIsReportedWithWhoChangedIt() {
        TestEnvironment environment =
                TestEnvironment.empty("drifted").script("V1__a.sql", "CREATE TABLE bought (id int)");
        Service.upgrade(environment, "{}").succeeded();
        Service.work(environment, RECORDER, "{\"installed\":true}").succeeded().with("result.installed", true);
        Service.work(environment, CHECKS, "{}")
                .succeeded()
                .with("type", "DRIFT_CHECK")
                .with("result.state", "NONE");
        environment.execute(
                "CREATE TABLE tolerated (); ALTER TABLE bought ADD note text; CREATE INDEX by_id ON bought (id)");
        Service.work(environment, CHECKS, "{\"droppable\":[\"public.bought.note\"]}")
                .succeeded()
                .with("result.state", "DRIFTED")
                .with("result.before", "NONE");
        JsonPath drift = Service.get("/api/v1/environments/{}/drift", "drifted")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(drift.getList("objects.object", String.class))
                .containsExactly("public.bought.note", "public.by_id", "public.tolerated");
        assertThat(drift.getString("objects[0].changed.evidence")).isEqualTo("RECORDED");
        assertThat(drift.getString("objects[0].changed.user")).isEqualTo("postgres");
        assertThat(drift.getString("objects[0].changed.command")).isEqualTo("ALTER TABLE");
        assertThat(drift.getString("objects[1].changed.command")).isEqualTo("CREATE INDEX");
        assertThat(drift.getString("objects[0].owner")).isEqualTo("postgres");
        assertThat(drift.getString("objects[2].accepted.reason")).isEqualTo("another team's");
        assertThat(drift.getBoolean("closing.database.proven")).isFalse();
        environment.execute(drift.getString("closing.database.sql"));
        Service.work(environment, CHECKS, "{}")
                .succeeded()
                .with("result.state", "NONE")
                .with("result.before", "DRIFTED");
        Service.work(environment, RECORDER, "{\"installed\":false}").succeeded().with("result.before", true);
        assertThat(environment.query("SELECT evtname FROM pg_event_trigger")).isEmpty();
        assertThat(environment.query("SELECT nspname FROM pg_namespace WHERE nspname = 'migration_control_drift'"))
                .isEmpty();
        assertThat(given().get("/q/metrics").asString()).contains("migration_control_drift{environment=\"drifted\"");
    }

    @Test
    void aRecorderIsInstalledOnlyWhereTheRoleMayAndTheEnvironmentIsNamed() {
        TestEnvironment plain = TestEnvironment.empty("trees");
        plain.execute("GRANT CREATE ON SCHEMA public TO trials");
        Service.work(plain, RECORDER, "{\"installed\":true}")
                .failed("statement-failed")
                .with("failure.sqlState", "42501");
        assertThat(plain.query("SELECT nspname FROM pg_namespace WHERE nspname = 'migration_control_drift'"))
                .as("all or nothing")
                .isEmpty();
        TestEnvironment guarded = TestEnvironment.empty("guarded");
        Service.work(guarded, RECORDER, "{\"installed\":true}").refused(409, "confirmation-required");
        Service.work(guarded, RECORDER, "{\"installed\":true,\"confirm\":\"guarded\"}")
                .succeeded();
        Service.work(guarded, RECORDER, "{\"installed\":false,\"confirm\":\"guarded\"}")
                .succeeded();
    }

    @Test
    void whatCannotBeAskedIsRefused() {
        TestEnvironment environment = TestEnvironment.empty("undos");
        assertThat(Service.get("/api/v1/environments/{}/drift", "undos").statusCode())
                .isEqualTo(404);
        assertThat(Service.get("/api/v1/environments/{}/drift", "nowhere").statusCode())
                .isEqualTo(404);
        Service.work(environment, RECORDER, "{}").refused(400, "invalid-request");
        Service.work(environment, CHECKS, "{\"droppable\":[\"\"]}").refused(400, "invalid-request");
        Service.work(environment, CHECKS, "{}").succeeded().with("result.state", "UNKNOWN");
    }
}
