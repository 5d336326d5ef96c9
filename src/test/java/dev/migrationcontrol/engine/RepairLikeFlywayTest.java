package dev.migrationcontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.script.ReadScripts;
import dev.migrationcontrol.script.Script;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repairs and baselines write the rows that stock Flyway's write. */
class RepairLikeFlywayTest {
    @TempDir
    private Path folder;

    private Project project;

    @BeforeEach
    void beginAProject() {
        project = new Project(folder)
                .write("V1__one.sql", "CREATE TABLE one (id int);")
                .write("V2__two.sql", "CREATE TABLE two (id int);")
                .write("V3__three.sql", "CREATE TABLE three (id int);")
                .write("R__again.sql", "SELECT 1;");
    }

    @Test
    void repairsNothingWhereNothingIsWrong() {
        Twins twins = new Twins(project, false);
        twins.repair();
        twins.upgrade();
        twins.repair();
    }

    @Test
    void marksMissingScriptsAsDeleted() {
        Twins twins = new Twins(project, false);
        twins.upgrade();
        project.remove("V2__two.sql").remove("R__again.sql");
        twins.repair();
        assertThat(Picture.history(twins.ours, project)).hasSize(6);
        twins.repair();
        assertThat(Picture.history(twins.ours, project)).hasSize(6);
        assertThat(twins.upgrade().succeeded()).isTrue();
        twins.execute("DROP TABLE two");
        project.write("V2__two.sql", "CREATE TABLE two (id int);").write("R__again.sql", "SELECT 1;");
        twins.refuseUpgrade();
        project.outOfOrder = true;
        assertThat(twins.upgrade().ran()).containsExactly("V2__two.sql", "R__again.sql");
        twins.repair();
        project.remove("V2__two.sql").remove("R__again.sql");
        twins.repair();
    }

    @Test
    void takesOverWhatScriptsSayNow() {
        Twins twins = new Twins(project, false);
        twins.upgrade();
        project.write("V1__one.sql", "CREATE TABLE one (id bigint);");
        project.remove("V2__two.sql").write("V2__zwei.sql", "CREATE TABLE two (id int);");
        project.remove("V3__three.sql").write("V3__drei.sql", "CREATE TABLE three (id text);");
        project.write("R__again.sql", "SELECT 2;");
        twins.refuseUpgrade();
        twins.repair();
        assertThat(twins.upgrade().ran()).containsExactly("R__again.sql");
    }

    @Test
    void shortensALongDescriptionWhereFlywayFails() {
        Twins twins = new Twins(project, false);
        twins.upgrade();
        project.remove("V3__three.sql").write("V3__" + "drei_".repeat(44) + ".sql", "CREATE TABLE three (id int);");
        assertThat(twins.stock().repair().refusal()).contains("value too long");
        assertThat(twins.ours().repair().succeeded()).isTrue();
        assertThat(twins.stockOnOurs().validate().succeeded()).isTrue();
        RepairRows again = twins.ours().planRepair();
        assertThat(again.isEmpty()).isTrue();
    }

    @Test
    void takesOverTheChecksumOfTheReplacedTextOfARepeatable() {
        project.placeholders = Map.of("who", "a");
        project.write("R__again.sql", "SELECT '${who}';");
        Twins twins = new Twins(project, false);
        twins.upgrade();
        Script script = ReadScripts.of(project.environment(twins.ours))
                .scripts()
                .migrations()
                .get(3);
        twins.execute("UPDATE flyway_schema_history SET checksum = " + script.rawChecksum() + " WHERE version IS NULL");
        twins.repair();
        assertThat(Picture.history(twins.ours, project).get(3)).contains(String.valueOf(script.checksum()));
    }

    @Test
    void removesFailedRows() {
        Twins twins = new Twins(project, false);
        project.write("V4__fails.sql", "SELECT 1 / 0;").write("V4__fails.sql.conf", "executeInTransaction=false");
        twins.upgrade();
        twins.repair();
        assertThat(Picture.history(twins.ours, project)).hasSize(3);
        twins.upgrade();
        project.remove("V4__fails.sql").remove("V4__fails.sql.conf").remove("V1__one.sql");
        twins.repair();
        assertThat(twins.upgrade().ran()).containsExactly("R__again.sql");
    }

    @Test
    void leavesFutureRowsAndUndoneOnesAlone() {
        Twins twins = new Twins(project, false);
        twins.upgrade();
        twins.execute(
                "INSERT INTO flyway_schema_history SELECT 5, version, description, 'DELETE', script, checksum,"
                        + " installed_by, installed_on, 0, true FROM flyway_schema_history WHERE version = '3'; DROP TABLE three");
        project.remove("V3__three.sql");
        twins.repair();
        assertThat(twins.upgrade().succeeded()).isTrue();
        project.remove("V2__two.sql");
        twins.repair();
        assertThat(Picture.history(twins.ours, project)).hasSize(5);
    }

    @Test
    void beginsTheHistoryOfAFilledSchema() {
        Twins twins = new Twins(project, false).execute("CREATE TABLE one (id int); CREATE TABLE two (id int)");
        twins.refuseUpgrade();
        assertThat(twins.baseline("2", "<< Flyway Baseline >>").succeeded()).isTrue();
        assertThat(twins.baseline("2", "<< Flyway Baseline >>").succeeded()).isTrue();
        assertThat(twins.baseline("2", "another").succeeded()).isFalse();
        assertThat(twins.baseline("1", "<< Flyway Baseline >>").succeeded()).isFalse();
        assertThat(twins.upgrade().ran()).containsExactly("V3__three.sql", "R__again.sql");
        project.write("V1__one.sql", "CREATE TABLE one (id bigint);").remove("V2__two.sql");
        assertThat(twins.upgrade().succeeded()).isTrue();
        twins.repair();
    }

    @Test
    void refusesABaselineInTheMiddle() {
        Twins twins = new Twins(project, false);
        twins.upgrade();
        assertThat(twins.baseline("4", "too late").refusal()).contains("already holds migrations");
    }

    @Test
    void createsTheSchemaOfABaseline() {
        project.schemas = List.of("fresh");
        Twins twins = new Twins(project, false);
        assertThat(twins.ours().baseline("1.10", "b".repeat(210)).succeeded()).isTrue();
        assertThat(twins.stockOnOurs().pending()).contains("2", "3");
        assertThat(twins.stockOnOurs().validate().succeeded()).isTrue();
    }
}
