package dev.migrationcontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that take the history away are refused before they run, or where only the server sees it, said in words. */
class HistoryHarmedTest {
    @TempDir
    private Path folder;

    @Test
    void refusesUpAndDown() {
        Project project = new Project(folder)
                .write("V1__a.sql", "CREATE TABLE a (id int);")
                .write("V2__b.sql", "CREATE TABLE b (id int);")
                .write("U2__b.sql", "DROP SCHEMA ${flyway:defaultSchema} CASCADE;", "CREATE SCHEMA public;");
        Ours ours = new Ours(project, TestServer.createDatabase());
        assertThat(ours.upgrade().succeeded()).isTrue();
        assertThat(ours.rollbackTo("1").refusal()).contains("U2__b.sql drops the schema of the history (line 1)");
        project.write("V3__c.sql", "CREATE TABLE c (id int);", "DROP TABLE ${flyway:table};");
        assertThat(ours.upgrade().refusal()).contains("V3__c.sql drops the history table (line 2)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EXECUTE 'DROP TABLE flyway_schema_history'",
                "EXECUTE 'DROP SCHEMA public CASCADE'; EXECUTE 'CREATE SCHEMA public'",
                "EXECUTE 'DROP SCHEMA public CASCADE'",
                "EXECUTE 'ALTER TABLE flyway_schema_history RENAME TO h'",
                "EXECUTE 'ALTER TABLE flyway_schema_history RENAME version TO v'"
            })
    void saysWhatHappenedWhereOnlyTheServerSeesIt(String statements) {
        Project project = new Project(folder)
                .write("V1__a.sql", "CREATE TABLE a (id int);")
                .write("V2__b.sql", "DELETE FROM a;");
        String database = TestServer.createDatabase();
        Ours ours = new Ours(project, database);
        assertThat(ours.upgrade("1").succeeded()).isTrue();
        TestServer.execute(database, "TRUNCATE a");
        project.write("V2__b.sql", "DO $$ BEGIN " + statements + "; END $$;");
        List<String> before = Picture.of(database, project);
        RunFailure failure = ours.upgrade().requireFailure();
        assertThat(failure.message()).contains("V2__b.sql", "history public.flyway_schema_history");
        assertThat(failure.effect()).contains("rolled back");
        assertThat(Picture.history(database, project)).isEqualTo(before.subList(before.size() - 1, before.size()));
    }

    @Test
    void saysWhatStaysOutsideOfATransaction() {
        Project project = new Project(folder)
                .write("V1__a.sql", "CREATE TABLE a (id int);")
                .write(
                        "V2__b.sql",
                        "CREATE TABLE b (id int);",
                        "DO $$ BEGIN EXECUTE 'DROP TABLE flyway_schema_history'; END $$")
                .write("V2__b.sql.conf", "executeInTransaction=false");
        RunFailure failure =
                new Ours(project, TestServer.createDatabase()).upgrade().requireFailure();
        assertThat(failure.message()).contains("V2__b.sql", "history public.flyway_schema_history");
        assertThat(failure.effect()).contains("tatements 1 to 2", "stay", "it cannot be written");
    }
}
