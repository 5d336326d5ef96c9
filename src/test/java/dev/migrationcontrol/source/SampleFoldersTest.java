package dev.migrationcontrol.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.system.MigrationSystems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A sample folder of a system is recognised as the system's, and as no other's. */
class SampleFoldersTest {
    private static final Path SAMPLES = Path.of("src/test/resources/dev/migrationcontrol/system");

    /** Named in trees only, never with scripts; Ent's are Atlas's. */
    private static final List<String> WITHOUT_SCRIPTS = List.of("bytebase", "ent", MigrationSystems.CUSTOM);

    static List<String> samples() throws IOException {
        try (Stream<Path> folders = Files.list(SAMPLES)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isRecognised(String system) {
        SourceReport report = new TestTree(SAMPLES.resolve(system)).read();

        assertThat(report.systems()).extracting(SystemReport::system).containsExactly(system);
        assertThat(report.systems().get(0).migrations()).isNotEmpty();
        assertThat(report.systems().get(0).versionTable())
                .isEqualTo(MigrationSystems.named(system).table());
    }

    @Test
    void everySystemHasOne() throws IOException {
        List<String> known = Stream.of(
                        samples().stream(),
                        WITHOUT_SCRIPTS.stream(),
                        Stream.concat(TreeRecognitionTest.sqlTrees(), TreeRecognitionTest.codeTrees())
                                .map(tree -> String.valueOf(tree.get()[0])))
                .flatMap(each -> each)
                .distinct()
                .toList();

        assertThat(known)
                .containsExactlyInAnyOrderElementsOf(
                        MigrationSystems.inTrees().map(MigrationSystem::id).toList());
    }
}
