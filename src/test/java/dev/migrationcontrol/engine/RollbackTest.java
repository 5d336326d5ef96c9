package dev.migrationcontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.planner.RollbackTarget;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a rollback leaves is what an unmodified Flyway Core takes for versions that are still to be applied. */
class RollbackTest {
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
                .write("V2.1__index.sql", "CREATE INDEX CONCURRENTLY two_id ON two (id);")
                .write("U1__one.sql", "DROP TABLE one;")
                .write("U2__two.sql", "DROP TABLE two;")
                .write("U2.1__index.sql", "DROP INDEX CONCURRENTLY two_id;");
        ours = new Ours(project, database);
        stock = new Stock(project, database, false);
    }

    @Test
    void canBeAppliedAgainByFlywayAndByUs() {
        List<String> empty = schema();
        for (int cycle = 0; cycle < 3; cycle++) {
            assertThat((cycle % 2 == 0 ? stock.migrate() : ours.upgrade()).succeeded())
                    .isTrue();
            List<String> full = schema();
            assertThat(ours.rollbackTo("1").ran()).containsExactly("U2.1__index.sql", "U2__two.sql");
            assertThat(stock.pending()).containsExactly("2", "2.1");
            assertThat(stock.validate().refusal()).isNull();
            assertThat((cycle % 2 == 0 ? ours.upgrade() : stock.migrate()).succeeded())
                    .isTrue();
            assertThat(schema()).isEqualTo(full);
            assertThat(ours.rollbackTo("0").ran()).hasSize(3);
            assertThat(stock.pending()).containsExactly("1", "2", "2.1");
            assertThat(stock.validate().refusal()).isNull();
            assertThat(schema())
                    .filteredOn(line -> !line.contains("flyway_schema_history"))
                    .isEqualTo(empty);
        }
        assertThat(history()).hasSize(3 * (3 + 2 + 2 + 3));
        assertThat(ours.repair().succeeded()).isTrue();
        assertThat(history()).hasSize(30);
        assertThat(stock.repair().succeeded()).isTrue();
        assertThat(history()).hasSize(30);
    }

    @Test
    void writesADeleteRowForTheRunThatItTakesBack() {
        ours.upgrade();
        ours.rollback(new RollbackTarget.Steps(1));
        assertThat(history().get(3))
                .startsWith("row | 4 | 2.1 | index | DELETE | U2.1__index.sql | ")
                .endsWith("postgres | t");
    }

    @Test
    void isAllOrNothing() {
        ours.upgrade("2");
        project.write("U2__two.sql", "DROP TABLE two;", "DROP TABLE nowhere;");
        Ending ending = ours.rollbackTo("0");
        assertThat(ending.requireFailure().effect()).isEqualTo("Everything that U2__two.sql did was rolled back.");
        assertThat(Picture.query(database, "SELECT to_regclass('two')")).containsExactly("two");
        assertThat(history()).hasSize(2);
        assertThat(stock.validate().succeeded()).isTrue();
        project.write("U2__two.sql", "DROP TABLE two;");
        assertThat(ours.rollbackTo("0").ran()).containsExactly("U2__two.sql", "U1__one.sql");
    }

    @Test
    void recordsNoFailureOfAnUndoOutsideOfATransaction() {
        ours.upgrade();
        project.write("U2.1__index.sql", "DROP INDEX CONCURRENTLY nowhere;");
        Ending ending = ours.rollback(new RollbackTarget.Steps(1));
        assertThat(ending.requireFailure().effect())
                .isEqualTo("No earlier statement of U2.1__index.sql had run. The history still says that the version is"
                        + " applied.");
        assertThat(history()).hasSize(3);
        assertThat(stock.validate().succeeded()).isTrue();
    }

    @Test
    void stopsWhereItFailsAndGoesOnFromThere() {
        ours.upgrade();
        project.write("U1__one.sql", "DROP TABLE nowhere;");
        assertThat(ours.rollbackTo("0").ran()).containsExactly("U2.1__index.sql", "U2__two.sql");
        assertThat(stock.pending()).containsExactly("2", "2.1");
        project.write("U1__one.sql", "DROP TABLE one;");
        assertThat(ours.rollbackTo("0").ran()).containsExactly("U1__one.sql");
    }

    @Test
    void worksInSchemasAndRolesThatScriptsChange() {
        project.schemas = List.of("app");
        project.write("U1__one.sql", "SET search_path = app;", "DROP TABLE one;", "SET ROLE pg_monitor;");
        assertThat(ours.upgrade("1").succeeded()).isTrue();
        assertThat(ours.rollbackTo("0").succeeded()).isTrue();
        assertThat(stock.pending()).contains("1");
    }

    private List<String> schema() {
        return Picture.of(database, project).stream()
                .filter(line -> !line.startsWith("row | ") && !line.equals("no history"))
                .toList();
    }

    private List<String> history() {
        return Picture.history(database, project);
    }
}
