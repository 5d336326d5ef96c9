package dev.migrationcontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.script.ReadScripts;
import dev.migrationcontrol.script.ScriptSize;
import dev.migrationcontrol.script.ScriptsUnreadable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No script is read that does not fit into the memory of the service. */
class ScriptLimitTest {
    @TempDir
    private Path folder;

    @Test
    void refusesAScriptThatIsTooLargeByNameAndSize() throws IOException {
        Project project = new Project(folder).write("V1__t.sql", "CREATE TABLE t (id int);");
        long most = ScriptSize.most();
        for (String name : new String[] {"V2__large.sql", "sub/U2__large.SQL", "R__large.sql", "dump.bin"}) {
            project.write(name, "-- large");
            try (RandomAccessFile file =
                    new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
                file.setLength(most + 1);
            }
        }
        String size = ScriptSize.megabytes(most + 1);
        assertThatThrownBy(() -> ReadScripts.of(project.environment(TestServer.createDatabase())))
                .isInstanceOf(ScriptsUnreadable.class)
                .hasMessageContaining(
                        "R__large.sql (" + size + "), V2__large.sql (" + size + "), sub/U2__large.SQL (" + size + ")")
                .hasMessageContaining("migration-control.scripts.max-size")
                .hasMessageNotContaining("dump.bin");
    }

    @Test
    void runsAScriptOfTheMostThatIsAllowed() throws IOException {
        Project project = new Project(folder);
        String statement = "SELECT length('" + "y".repeat((int) Math.min(8 << 20, ScriptSize.most() / 2)) + "');\n";
        project.write("V1__a.sql", statement).write("V2__b.sql", statement).write("V3__c.sql", "SELECT 1;");
        assertThat(new Ours(project, TestServer.createDatabase()).upgrade().ran())
                .hasSize(3);
    }

    @Test
    void letsLargeScriptsInOneAfterAnother() throws RunFailure {
        StopSignal stopped = new StopSignal();
        stopped.because(StopSignal.Why.CANCELLED);
        try (ScriptLimit.Room all = ScriptLimit.await(Long.MAX_VALUE, new StopSignal())) {
            assertThat(ScriptLimit.isSmall(100_000)).isTrue();
            assertThat(ScriptLimit.await(100_000, stopped)).isSameAs(ScriptLimit.Room.NONE);
            assertThatThrownBy(() -> ScriptLimit.await(10 << 20, stopped)).isInstanceOf(RunFailure.class);
        }
        ScriptLimit.await(10 << 20, stopped).close();
    }
}
