package dev.migrationcontrol.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class UndoProofTest {
    private static final String PROOFS = "undo-proofs";

    @Test
    void theVerdictsOfAllVersionsAreInTheResultAndInTheListOfMigrations() {
        TestEnvironment environment = TestEnvironment.empty("undos")
                .script("V1__a.sql", "CREATE TABLE a (id int)")
                .script("U1__a.sql", "DROP TABLE a")
                .script("V2__b.sql", "CREATE TABLE b (id int); CREATE SEQUENCE left_over")
                .script("U2__b.sql", "DROP TABLE b")
                .script("V3__c.sql", "CREATE TABLE c (id int)");
        Service.upgrade(environment, "{\"targetVersion\":\"2\"}").succeeded();
        Service.work(environment, PROOFS, "{}")
                .succeeded()
                .did("1", "2")
                .with("type", "UNDO_PROOF")
                .with("result.proofs.verdict", List.of("EXACT", "DIFFERENT", "MISSING"))
                .with("result.proofs[1].differences.object", List.of("public.left_over"))
                .with("result.verdicts", Map.of("EXACT", 1, "DIFFERENT", 1, "MISSING", 1));
        assertThat(Service.get("/api/v1/environments/undos/migrations")
                        .then()
                        .statusCode(200)
                        .extract()
                        .<List<String>>path("items.undoProof.verdict"))
                .containsExactly("EXACT", "DIFFERENT", "MISSING");
        assertThat(environment.objects()).containsExactly("a", "b");
        Service.work(environment, PROOFS, "{\"from\":\"2\",\"to\":\"2\"}")
                .succeeded()
                .with("steps.state", List.of("SUCCEEDED"))
                .with("result.proofs.kept", List.of(true));
        assertThat(ProvenProject.scratchDatabases()).isEmpty();
    }

    @Test
    void anUpgradeIsRefusedUntilEveryUndoIsProven() {
        TestEnvironment environment = TestEnvironment.empty("proven")
                .script("V1__a.sql", "CREATE TABLE a (only_here int)")
                .script("U1__a.sql", "DROP TABLE a")
                .script("V2__b.sql", "CREATE TABLE b (id int)");
        Service.upgrade(environment, "{\"targetVersion\":\"1\"}")
                .refused(409, "undo-not-proven")
                .with("undos.verdict", List.of("NOT_TRIED"))
                .says("detail", "/undo-proofs");
        Service.work(environment, PROOFS, "{}").succeeded();
        Service.upgrade(environment, "{\"targetVersion\":\"1\"}").succeeded().did("1");
        Service.upgrade(environment, "{}").refused(409, "undo-not-proven").with("undos.version", List.of("2"));
        environment.script("U2__b.sql", "DROP TABLE b");
        Service.upgrade(environment, "{}").refused(409, "undo-not-proven").with("undos.verdict", List.of("NOT_TRIED"));
        Service.work(environment, PROOFS, "{\"from\":\"2\"}").succeeded();
        Service.upgrade(environment, "{}").succeeded().did("2");
    }

    @Test
    void whatCannotBeProvenIsRefusedOrFails() {
        TestEnvironment environment = TestEnvironment.empty("undos");
        Service.work(environment, PROOFS, "{\"from\":\"3\",\"to\":\"2\"}").refused(400, "invalid-request");
        Service.work(environment, PROOFS, "{\"from\":\"x\"}").refused(400, "invalid-request");
        Service.post("/api/v1/environments/none/undo-proofs", "{}").then().statusCode(404);
        Service.post("/api/v1/environments/" + TestEnvironment.UNREACHABLE + "/undo-proofs", "{}")
                .then()
                .statusCode(503);
        environment.script("V1__a.sql", "CREATE TABLE a (").script("U1__a.sql", "DROP TABLE a");
        Service.work(environment, PROOFS, "{}").succeeded().with("result.proofs.verdict", List.of("NOT_TRIED"));
    }
}
