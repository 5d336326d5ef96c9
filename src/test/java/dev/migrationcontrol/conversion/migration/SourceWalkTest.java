package dev.migrationcontrol.conversion.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceWalkTest {
    @TempDir
    private Path folder;

    @Test
    void aConversionLeavesOutWhatAnAuditLeavesOut() {
        for (String each :
                new String[] {".git", "node_modules", ".venv", "__pycache__", "venv", ".terraform", "Pods"}) {
            Converting.write(folder, each + "/V1__a.sql", "SELECT 1;");
        }
        Converting.write(folder, "target/V1__a.sql", "SELECT 1;");
        Converting.write(folder, "app/target/V1__a.sql", "SELECT 1;");
        Converting.write(folder, "app/pom.xml", "<project/>");

        assertThat(Converting.open(folder).all()).containsExactly("app/pom.xml", "target/V1__a.sql");
    }
}
