package dev.migrationcontrol.adoption;

import static dev.migrationcontrol.Service.upgrade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class RetirementTest {
    private static final String MESSAGE =
            "is retired here: the migrations of this database are run by Migration Control";

    @ParameterizedTest
    @EnumSource(OldTables.class)
    void anOldRunnerFailsWithAClearMessageUntilAllIsPutBack(OldTables system) {
        OldProject project = OldProject.at("retirements", system, 2);
        List<String> before = project.picture();
        project.consolidate(ConsolidationMode.ADOPT).succeeded();
        project.environment.execute(system.firstStatements());

        project.consolidate(ConsolidationMode.RETIRE).succeeded().with("result.stage", "RETIRED");
        assertThatThrownBy(() -> project.environment.execute(system.firstStatements()))
                .rootCause()
                .hasMessageContaining(MESSAGE);
        assertThatThrownBy(() -> project.environment.execute("INSERT INTO " + system.table() + " DEFAULT VALUES"))
                .rootCause()
                .hasMessageContaining(MESSAGE);
        assertThat(project.environment.query("SELECT count(*) > 0 FROM migration_control_archive." + system.table()))
                .containsExactly("t");
        assertThat(project.stockFlyway()).containsExactly("1 Success", "2 Success", "3 Pending");
        assertThat(foreignSystems(project)).isEmpty();

        project.consolidate(ConsolidationMode.UNDO).succeeded().with("result.stage", "NONE");
        assertThat(project.picture()).isEqualTo(before);
        project.environment.execute(system.firstStatements());
    }

    private static List<String> foreignSystems(OldProject project) {
        return Service.get("/api/v1/environments/{}/status", project.environment.name())
                .jsonPath()
                .getList("foreignSystems.system");
    }

    @Test
    void maintenanceAndDumpsGoOnWithAGuardInPlace() {
        OldProject project = OldProject.at("retirements", OldTables.GOOSE, 2);
        project.consolidate(ConsolidationMode.ADOPT).succeeded();
        project.consolidate(ConsolidationMode.RETIRE).succeeded();
        project.environment.execute("VACUUM ANALYZE");
        project.environment.execute("ANALYZE goose_db_version");
        project.environment.execute("REINDEX TABLE goose_db_version");
        assertThatThrownBy(() -> project.environment.execute("SELECT * FROM goose_db_version"))
                .rootCause()
                .hasMessageContaining(MESSAGE);
    }

    @Test
    void tablesOfOneNameInTwoSchemasBothFindAPlace() {
        OldProject project = OldProject.empty("retirements").withScripts().manifest("""
                {"migrations":[{"version":"1","system":"golang-migrate","oldId":"1"},
                 {"version":"2","system":"dbmate","oldId":"7"},{"version":"3","system":"dbmate","oldId":"8"}]}""");
        project.ran(2);
        project.environment.execute(
                "CREATE SCHEMA app; CREATE TABLE app.schema_migrations (version varchar PRIMARY KEY);"
                        + "INSERT INTO app.schema_migrations VALUES ('7');" + OldTables.GOLANG_MIGRATE.sql(1));
        List<String> before = project.picture();
        project.consolidate("{\"mode\":\"adopt\",\"acceptedDifferences\":[\"app\"]}")
                .succeeded();
        project.consolidate(ConsolidationMode.RETIRE).succeeded();
        assertThatThrownBy(() -> project.environment.execute("SELECT * FROM app.schema_migrations"))
                .rootCause()
                .hasMessageContaining("dbmate " + MESSAGE);
        assertThatThrownBy(() -> project.environment.execute("SELECT * FROM public.schema_migrations"))
                .rootCause()
                .hasMessageContaining("golang-migrate " + MESSAGE);
        project.consolidate(ConsolidationMode.UNDO).succeeded();
        assertThat(project.picture()).isEqualTo(before);
    }

    @Test
    void stepsAreRefusedAtTheWrongStage() {
        OldProject project = OldProject.at("retirements", OldTables.SQLX, 2);
        project.consolidate(ConsolidationMode.RETIRE).refused(409, "not-adopted");
        project.consolidate(ConsolidationMode.UNDO).refused(409, "not-adopted");
        project.consolidate(ConsolidationMode.ADOPT).succeeded();
        project.consolidate(ConsolidationMode.ADOPT).refused(409, "already-adopted");
        project.consolidate(ConsolidationMode.PLAN)
                .succeeded()
                .with("result.stage", "ADOPTED")
                .says("result.changes[0]", "retire: move public._sqlx_migrations to migration_control_archive");
        project.consolidate(ConsolidationMode.RETIRE).succeeded();
        project.consolidate(ConsolidationMode.RETIRE).refused(409, "already-retired");
        upgrade(project.environment, "{}").succeeded().did("3");
        project.consolidate(ConsolidationMode.UNDO).refused(409, "history-continued");
    }

    @Test
    void whatWasUpgradedAndRolledBackAgainStandsInNoWay() {
        OldProject project = OldProject.at("retirements", OldTables.SQLX, 2);
        List<String> before = project.picture();
        project.environment.script("U3__notes.sql", "ALTER TABLE orders DROP note;\n");
        project.environment.script("U2__orders.sql", "DROP TABLE orders;\n");
        project.consolidate(ConsolidationMode.ADOPT).succeeded();
        upgrade(project.environment, "{}").succeeded().did("3");
        project.consolidate(ConsolidationMode.UNDO).refused(409, "history-continued");
        Service.work(project.environment, "rollbacks", "{\"steps\":1}").succeeded();
        project.consolidate(ConsolidationMode.UNDO).succeeded().with("result.stage", "NONE");
        assertThat(project.picture()).isEqualTo(before);

        project.consolidate(ConsolidationMode.ADOPT).succeeded();
        Service.work(project.environment, "rollbacks", "{\"steps\":1}").succeeded();
        project.consolidate(ConsolidationMode.UNDO).refused(409, "history-continued");
    }

    @Test
    void aModeThatThereIsNotIsAnsweredWithThoseThatThereAre() {
        OldProject project = OldProject.empty("retirements");
        project.consolidate("{\"mode\":\"frob\"}")
                .refused(400, "invalid-request")
                .says("detail", "mode must be one of plan, adopt, retire, undo");
    }

    @Test
    void anEmptyHistoryThatWasThereStays() {
        OldProject project = OldProject.at("retirements", OldTables.SQLX, 2);
        upgradeNothing(project);
        project.consolidate(ConsolidationMode.ADOPT).succeeded();
        assertThat(project.environment.history()).containsExactly("SQL 1", "SQL 2");
        project.consolidate(ConsolidationMode.UNDO).succeeded();
        assertThat(project.environment.history()).isEmpty();
    }

    @Test
    void aHistoryWithRowsIsNotAddedTo() {
        OldProject project = OldProject.at("retirements", OldTables.SQLX, 2);
        Service.work(project.environment, "baselines", "{\"version\":\"2\"}").succeeded();
        project.consolidate(ConsolidationMode.PLAN).refused(409, "history-not-empty");
        project.consolidate(ConsolidationMode.ADOPT).refused(409, "history-not-empty");
    }

    /** An empty history, as a runner leaves it that found nothing to do. */
    private static void upgradeNothing(OldProject project) {
        Service.work(project.environment, "baselines", "{\"version\":\"1\"}").succeeded();
        project.environment.execute("DELETE FROM flyway_schema_history");
    }
}
