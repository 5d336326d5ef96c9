package dev.migrationcontrol.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A program that runs migrations itself is found in each language by what it does, with those who use it. */
class RunnerRecognitionTest {
    private static final Path SAMPLES = Path.of("src/test/resources/dev/migrationcontrol/source/runners");

    @TempDir
    Path directory;

    /** What the first line of a sample says that the audit has to find. */
    private record Expected(
            String holds, String file, String name, String table, String directory, List<String> tests, boolean used) {
        static Expected of(String line) {
            String[] parts = line.substring(2).split(" \\| ");
            return new Expected(
                    parts[0],
                    parts[1],
                    parts[2],
                    parts[3].equals("-") ? "" : parts[3],
                    parts[4].equals("-") ? null : parts[4],
                    parts[5].equals("-") ? List.of() : Arrays.asList(parts[5].split(" ")),
                    Boolean.parseBoolean(parts[6]));
        }
    }

    static List<Path> runners() throws IOException {
        return samples(name -> !name.startsWith("no-"));
    }

    static List<Path> others() throws IOException {
        return samples(name -> name.startsWith("no-"));
    }

    private static List<Path> samples(java.util.function.Predicate<String> which) throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.filter(file -> which.test(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    private SourceReport read(Path sample) throws IOException {
        TestTree tree = new TestTree(directory);
        for (String part : Files.readString(sample).split("(?m)^=== ")) {
            if (!part.startsWith("# ")) {
                int end = part.indexOf('\n');
                tree.with(part.substring(0, end), part.substring(end + 1));
            }
        }
        return tree.read();
    }

    @ParameterizedTest
    @MethodSource("runners")
    void isFoundWithItsUsers(Path sample) throws IOException {
        Expected expected = Expected.of(Files.readAllLines(sample).get(0));
        boolean hasScripts =
                Files.readAllLines(sample).stream().anyMatch(line -> line.matches("=== .*\\.(?:sql|migrations)"));

        SourceReport report = read(sample);

        assertThat(report.systems()).singleElement().satisfies(system -> {
            assertThat(system.versionTable()).isEqualTo(expected.table());
            assertThat(system.database()).isEqualTo("postgresql");
            RunnerReport runner = system.runner();
            assertThat(runner).isNotNull();
            assertThat(runner.holds()).isEqualTo(expected.holds());
            assertThat(runner.files().get(0)).isEqualTo(expected.file());
            assertThat(runner.name()).isEqualTo(expected.name());
            assertThat(runner.directory()).isEqualTo(expected.directory());
            assertThat(runner.tests()).isEqualTo(expected.tests());
            assertThat(runner.usedByProduction()).isEqualTo(expected.used());
            assertThat(system.migrations().isEmpty()).isEqualTo(expected.holds().equals("FILES") && !hasScripts);
        });
    }

    @ParameterizedTest
    @MethodSource("others")
    void programsThatDoSomethingElseAreNone(Path sample) throws IOException {
        SourceReport report = read(sample);

        assertThat(report.systems()).isEmpty();
    }
}
