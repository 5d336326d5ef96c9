package dev.migrationcontrol.adoption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationcontrol.OperationAssert;
import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.operation.BegunOperation;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The replica at a step died, after the target had committed it or before: the next one finds out which. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class ReplicaDiedTest {
    @Inject
    AgroalDataSource control;

    @Test
    void whatIsCommittedIsNotDoneTwice() throws SQLException {
        OldProject project = OldProject.at("takeovers", OldTables.GOOSE, 2);
        goOn(done(project, ConsolidationMode.ADOPT));
        assertThat(project.environment.history()).containsExactly("SQL 1", "SQL 2");
        assertThat(stage(project)).isEqualTo("ADOPTED");
        goOn(done(project, ConsolidationMode.RETIRE));
        assertThat(stage(project)).isEqualTo("RETIRED");
        goOn(done(project, ConsolidationMode.UNDO));
        assertThat(stage(project)).isEqualTo("NONE");
        assertThat(project.environment.query("SELECT version_id FROM goose_db_version ORDER BY id"))
                .isEqualTo(List.of("0", "1", "2"));
    }

    @Test
    void whatIsNotCommittedIsDone() throws SQLException {
        OldProject project = OldProject.at("takeovers", OldTables.GOOSE, 2);
        UUID adoption = done(project, ConsolidationMode.ADOPT);
        UUID retirement = done(project, ConsolidationMode.RETIRE);
        UUID undo = done(project, ConsolidationMode.UNDO);
        assertThat(stage(project)).isEqualTo("NONE");
        goOn(adoption);
        assertThat(stage(project)).isEqualTo("ADOPTED");
        assertThat(project.environment.history()).containsExactly("SQL 1", "SQL 2");
        goOn(retirement);
        assertThat(stage(project)).isEqualTo("RETIRED");
        goOn(undo);
        assertThat(stage(project)).isEqualTo("NONE");
    }

    private static UUID done(OldProject project, ConsolidationMode mode) {
        OperationAssert operation = project.consolidate(mode).succeeded();
        return UUID.fromString(operation.id());
    }

    private static String stage(OldProject project) {
        return project.consolidate(ConsolidationMode.PLAN).succeeded().json().getString("result.stage");
    }

    /** Leaves the operation as it is when its replica dies before it can say so, and lets the service find it. */
    private void goOn(UUID id) throws SQLException {
        BegunOperation.execute(
                control,
                "UPDATE operation SET state = 'RUNNING', finished_at = NULL, result = NULL WHERE id = '" + id + "'");
        BegunOperation.schedule(control, id);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(Service.get("/api/v1/operations/{}", id)
                                .jsonPath()
                                .getString("state"))
                        .isEqualTo("SUCCEEDED"));
    }
}
