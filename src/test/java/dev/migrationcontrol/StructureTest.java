package dev.migrationcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How large files and packages may become, and how many types others may use: whoever meets a bound splits, not lifts it. */
class StructureTest {
    private static final Path MAIN = Path.of("src/main/java");
    private static final int MOST_FILES = 60;
    private static final int MEDIAN_FILES = 14;
    private static final int MOST_PUBLIC_PERCENT = 32;
    private static final Pattern PUBLIC = Pattern.compile(
            "^public (?:(?:abstract|final|sealed|non-sealed) )*(?:class|interface|record|enum|@interface) ",
            Pattern.MULTILINE);

    @ParameterizedTest
    @CsvSource({"src/main/java, 300", "src/test/java, 400", "src/bench/java, 400"})
    void filesAreShort(Path root, int most) {
        Map<String, Integer> tooLong = new TreeMap<>();
        for (Path file : files(root)) {
            int lines = (int) read(file).lines().count();
            if (lines > most) {
                tooLong.put(file.toString(), lines);
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void packagesHaveFewFiles() {
        Map<Path, Long> sizes = filesOfPackages();
        sizes.values().removeIf(size -> size <= MOST_FILES);
        assertThat(sizes).isEmpty();
    }

    @Test
    void halfOfThePackagesAreReadInOneSitting() {
        List<Long> sizes = filesOfPackages().values().stream().sorted().toList();
        assertThat(sizes.get(sizes.size() / 2))
                .as("the median of the files of a package, with its package-info")
                .isLessThanOrEqualTo(MEDIAN_FILES);
    }

    /** With {@code package-info.java}. */
    private static Map<Path, Long> filesOfPackages() {
        return files(MAIN).stream()
                .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));
    }

    @Test
    void mostTypesAreOfTheirPackageAlone() {
        List<Path> types = types();
        long open =
                types.stream().filter(file -> PUBLIC.matcher(read(file)).find()).count();
        assertThat(100.0 * open / types.size())
                .as(open + " of " + types.size() + " types are public")
                .isLessThanOrEqualTo(MOST_PUBLIC_PERCENT);
    }

    private static List<Path> types() {
        return files(MAIN).stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .toList();
    }

    private static List<Path> files(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
