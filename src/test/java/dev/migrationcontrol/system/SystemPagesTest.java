package dev.migrationcontrol.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages of systems are what their files of data say. */
class SystemPagesTest {
    private static final Path DOCS = Path.of("docs");

    /** {@code -Dsystems.update} writes the pages anew instead. */
    @Test
    void areWhatTheDataSay() throws IOException {
        Map<Path, String> pages = new TreeMap<>();
        pages.put(DOCS.resolve("systems.md"), SystemPages.index());
        for (MigrationSystem system : MigrationSystems.all()) {
            pages.put(DOCS.resolve("systems").resolve(system.id() + ".md"), SystemPages.of(system));
        }
        if (System.getProperty("systems.update") != null) {
            Files.createDirectories(DOCS.resolve("systems"));
            for (Map.Entry<Path, String> page : pages.entrySet()) {
                Files.writeString(page.getKey(), page.getValue());
            }
        }
        pages.forEach((file, text) -> assertThat(file)
                .as("%s is stale: run the test with -Dsystems.update and commit the result", file)
                .hasContent(text));
        try (Stream<Path> files = Files.list(DOCS.resolve("systems"))) {
            assertThat(files.collect(Collectors.toSet())).isSubsetOf(pages.keySet());
        }
    }
}
