package dev.migrationcontrol.source.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.source.SourceReport;
import dev.migrationcontrol.source.TestTree;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that name a system, or only seem to. */
class UsageScanTest {
    @TempDir
    Path directory;

    private TestTree tree() {
        return new TestTree(directory);
    }

    @Test
    void scriptsOfPackageJsonAreNotThoseOfRails() {
        SourceReport report = tree().with("package.json", "{\"scripts\": {\"db:migrate\": \"tsx migrate.ts\"}}")
                .read();
        assertThat(TestTree.rules(report)).doesNotContain("tool-without-scripts");
    }
}
