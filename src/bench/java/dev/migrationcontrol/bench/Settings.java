package dev.migrationcontrol.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What to measure, from system properties.
 *
 * @param sizes how many migrations, ascending
 * @param trees of how many files to audit, ascending
 * @param control how many operations, events and journal entries to fill a control database with; none for the usual
 *     benchmarks
 * @param databases how many test databases to make
 * @param rounds how often each measurement is repeated
 * @param peer whether stock Flyway runs too
 * @param serviceOptions for the Java of the service
 * @param packaged the service's {@code quarkus-run.jar}
 * @param folder everything that is written goes there
 */
record Settings(
        List<Integer> sizes,
        List<Integer> trees,
        List<Long> control,
        int databases,
        int rounds, boolean peer, List<String> serviceOptions, Path packaged, Path folder) {
    static Settings read() {
        Path target = Path.of(property("target", "target")).toAbsolutePath();
        return new Settings(
                numbers("sizes", "10,100,1000"),
                numbers("trees", "20000"),
                words("control", "").stream().map(Long::valueOf).toList(),
                Integer.parseInt(property("databases", "1000")),
                Integer.parseInt(property("rounds", "5")),
                Boolean.parseBoolean(property("peer", "true")),
                List.of(property("serviceOptions", "").strip().split("\\s+")).stream()
                        .filter(word -> !word.isEmpty())
                        .toList(),
                target.resolve("quarkus-app").resolve("quarkus-run.jar"),
                target.resolve("bench"));
    }

    int largest() {
        return sizes.get(sizes.size() - 1);
    }

    private static List<Integer> numbers(String name, String otherwise) {
        return words(name, otherwise).stream().map(Integer::valueOf).sorted().toList();
    }

    private static List<String> words(String name, String otherwise) {
        return Arrays.stream(property(name, otherwise).split("[,\\s]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String property(String name, String otherwise) {
        return System.getProperty("bench." + name, otherwise);
    }
}
