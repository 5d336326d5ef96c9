package dev.migrationcontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.engine.RunFailure.ServerError;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** For tests of a second script: the first has made a table {@code t}. */
abstract class AfterFirstScript {
    @TempDir
    private Path folder;

    final String database = TestServer.createDatabase();
    Project project;
    Ours ours;

    @BeforeEach
    void applyATable() {
        project = new Project(folder).write("V1__t.sql", "CREATE TABLE t (id int);");
        ours = new Ours(project, database);
        assertThat(ours.upgrade().succeeded()).isTrue();
    }

    /** The history holds the second script, as failed. */
    void assertRecordedAsFailed() {
        assertThat(Picture.history(database, project))
                .hasSize(2)
                .last()
                .asString()
                .endsWith("postgres | f");
    }

    static ServerError error(RunFailure failure) {
        return Objects.requireNonNull(failure.error());
    }
}
