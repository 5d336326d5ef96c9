package dev.migrationcontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code B} scripts, and the history that they leave for stock Flyway. */
class BaselineScriptTest {
    @TempDir
    private Path folder;

    private final String database = TestServer.createDatabase();
    private Project project;
    private Ours ours;
    private Stock stock;

    @BeforeEach
    void beginAProject() {
        project = new Project(folder)
                .write("V1__one.sql", "CREATE TABLE one (id int);")
                .write("V2__two.sql", "CREATE TABLE two (id int);")
                .write("V3__three.sql", "CREATE TABLE three (id int);")
                .write("V4__four.sql", "CREATE TABLE four (id int);")
                .write("B2__up_to_two.sql", "CREATE TABLE one (id int);", "CREATE TABLE two (id int);")
                .write(
                        "B3__up_to_three.sql",
                        "CREATE TABLE one (id int);",
                        "CREATE TABLE two (id int);",
                        "CREATE TABLE three (id int);");
        ours = new Ours(project, database);
        stock = new Stock(project, database, false);
    }

    @Test
    void standForAllVersionsUpToTheirs() {
        assertThat(ours.upgrade().ran()).containsExactly("B3__up_to_three.sql", "V4__four.sql");
        assertThat(Picture.history(database, project).get(0))
                .startsWith("row | 1 | 3 | up to three | SQL_BASELINE | B3__up_to_three.sql | ");
        assertThat(stock.validate().refusal()).isNull();
        assertThat(stock.pending()).isEmpty();
        assertThat(stock.migrate().succeeded()).isTrue();
        project.write("V5__five.sql", "CREATE TABLE five (id int);");
        assertThat(stock.pending()).containsExactly("5");
        assertThat(stock.migrate().succeeded()).isTrue();
        assertThat(ours.upgrade().ran()).isEmpty();
        assertThat(ours.rollbackTo("0").refusal()).contains("Version 3 is a baseline");
    }

    @Test
    void stayBelowTheTarget() {
        assertThat(ours.upgrade("2").ran()).containsExactly("B2__up_to_two.sql");
        assertThat(ours.upgrade().ran()).containsExactly("V3__three.sql", "V4__four.sql");
        assertThat(stock.validate().refusal()).isNull();
    }

    @Test
    void runAsFlywayRunsThem() {
        Twins twins = new Twins(project, false);
        assertThat(twins.upgrade().ran()).containsExactly("B3__up_to_three.sql", "V4__four.sql");
        project.write("B5__up_to_five.sql", "SELECT 1;").write("V5__five.sql", "CREATE TABLE five (id int);");
        assertThat(twins.upgrade().ran()).containsExactly("V5__five.sql");
    }

    @Test
    void doNotRunWhereVersionsAreApplied() {
        Twins twins = new Twins(project, false);
        project.remove("B2__up_to_two.sql").remove("B3__up_to_three.sql");
        twins.upgrade("1");
        project.write("B2__up_to_two.sql", "SELECT 1;");
        assertThat(twins.upgrade().ran()).containsExactly("V2__two.sql", "V3__three.sql", "V4__four.sql");
    }

    /** Flyway Core 13.12 runs the newest one even if it is above the target. */
    @Test
    void passTheTargetOfFlywayAlone() {
        assertThat(ours.upgrade("1").ran()).containsExactly("V1__one.sql");
        Twins twins = new Twins(project, false);
        assertThat(twins.stock().migrate("1").succeeded()).isTrue();
        assertThat(Picture.history(twins.stock, project).get(0)).contains("B3__up_to_three.sql");
    }

    @Test
    void failAsAWhole() {
        project.write("B3__up_to_three.sql", "CREATE TABLE one (id int);", "SELECT 1 / 0;");
        assertThat(ours.upgrade().requireFailure().effect()).contains("rolled back");
        assertThat(Picture.history(database, project)).isEmpty();
    }

    @Test
    void areAnObstacleWhenTheyFailedOutsideOfATransaction() {
        Twins twins = new Twins(project, false);
        project.write("B3__up_to_three.sql", "CREATE TABLE one (id int);", "SELECT 1 / 0;")
                .write("B3__up_to_three.sql.conf", "executeInTransaction=false");
        twins.upgrade();
        assertThat(ours.upgrade().requireFailure().effect()).contains("stay");
        assertThat(ours.upgrade().refusal()).contains("Version 3 failed");
    }
}
