package dev.migrationcontrol.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleMigrationsTest {
    @TempDir
    Path folder;

    @Test
    void theSampleThatTravelsWithTheServiceIsWrittenNextToTheData() throws Exception {
        EmbeddedConfig config = Embedded.in(folder.resolve("deep"));
        Path written = folder.resolve("deep/sample-migrations");
        SampleMigrations.unpack(config, List.of("filesystem:elsewhere"));
        assertThat(written).doesNotExist();
        SampleMigrations.unpack(config, List.of("filesystem:" + written));
        assertThat(content(written)).isEqualTo(content(Path.of("deploy/sample/migrations")));
    }

    @Test
    void aSecondStartRepairsTheSampleAndLeavesOtherFilesAlone() throws Exception {
        EmbeddedConfig config = Embedded.in(folder);
        List<String> there = List.of("filesystem:" + folder.resolve("sample-migrations"));
        SampleMigrations.unpack(config, there);
        Path own = Files.writeString(folder.resolve("sample-migrations/V99__own.sql"), "SELECT 1;");
        Files.writeString(folder.resolve("sample-migrations/V2__create_users.sql"), "changed");
        SampleMigrations.unpack(config, there);
        assertThat(own).hasContent("SELECT 1;");
        assertThat(folder.resolve("sample-migrations/V2__create_users.sql"))
                .hasSameTextualContentAs(Path.of("deploy/sample/migrations/V2__create_users.sql"));
    }

    private static TreeMap<String, String> content(Path folder) throws IOException {
        TreeMap<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                content.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return content;
    }
}
