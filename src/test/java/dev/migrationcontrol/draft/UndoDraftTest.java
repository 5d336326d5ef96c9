package dev.migrationcontrol.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class UndoDraftTest {
    private static final String DRAFTS = "undo-drafts";

    @Test
    void aDraftIsAFileThatCanBeInstalled() {
        TestEnvironment environment = TestEnvironment.empty("undos")
                .script("V1__a.sql", "CREATE TABLE drafted (id int)")
                .script("V2__b.sql", "ALTER TABLE drafted ADD b text DEFAULT 'x'; CREATE TABLE drafted_too ()");
        Service.upgrade(environment, "{}").succeeded();
        String id = Service.work(environment, DRAFTS, "{\"version\":\"2\"}")
                .succeeded()
                .with("type", "UNDO_DRAFT")
                .with("result.verdict", "EXACT")
                .with("result.name", "U2__b.sql")
                .id();
        Service.get("/api/v1/undo-drafts/{}", id).then().statusCode(200);
        String file = Service.request()
                .accept("application/sql")
                .get("/api/v1/undo-drafts/" + id)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        environment.script("U2__b.sql", file);
        Service.rollBack(environment, "{\"steps\":1}").succeeded().did("2");
        assertThat(environment.objects()).containsExactly("drafted");
    }

    @Test
    void whatCannotBeDraftedIsRefusedOrFails() {
        TestEnvironment environment = TestEnvironment.empty("undos").script("V1__a.sql", "CREATE ROLE mc_never_made");
        Service.work(environment, DRAFTS, "{}").refused(400, "invalid-request");
        Service.work(environment, DRAFTS, "{\"version\":\"x\"}").refused(400, "invalid-request");
        Service.work(environment, DRAFTS, "{\"version\":\"7\"}").refused(404, "unknown-migration");
        String id = Service.work(environment, DRAFTS, "{\"version\":\"1\"}")
                .failed("draft-impossible")
                .says("failure.message", "CREATE ROLE")
                .id();
        assertThat(Service.get("/api/v1/undo-drafts/{}", id).statusCode()).isEqualTo(409);
        assertThat(Service.get("/api/v1/undo-drafts/{}", "0192f0c1-7c00-7000-8000-000000000000")
                        .statusCode())
                .isEqualTo(404);
        assertThat(Service.get("/api/v1/undo-drafts/x").statusCode()).isEqualTo(400);
    }
}
