package dev.migrationcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.operation.state.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the code names, the documents name, and the other way round. */
class DocumentedNamesTest {
    private static final Path MAIN = Path.of("src/main/java");
    private static final Pattern MAPPING = Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"\\)");
    private static final Pattern SETTING =
            Pattern.compile("^    [A-Za-z<>, .]+ ([a-z][A-Za-z]*)\\(\\);", Pattern.MULTILINE);
    private static final Pattern NAMED = Pattern.compile("@WithName\\(\"([^\"]+)\"\\)");
    private static final Pattern PROBLEM = Pattern.compile("<a id=\"([a-z-]+)\"></a>");
    private static final Pattern WORDS = Pattern.compile("\"([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\"");
    private static final Pattern KEY = Pattern.compile("^    ([A-Z_]+)(?:\\(true\\))?[,;]$", Pattern.MULTILINE);
    private static final Pattern SLUG = Pattern.compile("SLUG = \"([a-z-]+)\"");
    private static final Pattern PROPERTY = Pattern.compile("migration-control\\.[a-z-]+(?:\\.[a-z-]+)*");
    private static final Pattern METRIC = Pattern.compile("\"(migration_control_[a-z_]+)\"");
    private static final Pattern DOCUMENTED_METRIC =
            Pattern.compile("(?:metric\\s+`|`(?=[a-z_]+_total`))(migration_control_[a-z_]+)`");
    private static final Pattern OPERATION_PATH = Pattern.compile("^  (/api/v1\\S*):", Pattern.MULTILINE);

    private static final String DOCUMENTS = documents();

    private static String documents() {
        return Stream.concat(texts(Path.of("docs"), ".md").values().stream(), Stream.of(read(Path.of("README.md"))))
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, String> texts(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(each -> each.toString().endsWith(ending))
                    .collect(Collectors.toMap(
                            Path::toString, DocumentedNamesTest::read, (one, other) -> one, TreeMap::new));
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

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(each -> each.group(pattern.matcher("").groupCount() == 0 ? 0 : 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    @Test
    void everySettingIsInTheDocuments() {
        Set<String> missing = new TreeSet<>();
        for (String source : texts(MAIN, "Config.java").values()) {
            Set<String> prefixes = found(MAPPING, source);
            Set<String> keys = new TreeSet<>(found(NAMED, source));
            found(SETTING, source).forEach(each -> keys.add(kebab(each)));
            Set<String> renamed = SETTING.matcher(source)
                    .results()
                    .filter(each -> source.substring(0, each.start()).endsWith("\")\n"))
                    .map(MatchResult::group)
                    .collect(Collectors.toSet());
            if (!prefixes.isEmpty() && renamed.isEmpty()) {
                keys.stream().filter(each -> !isNamed(each)).forEach(each -> missing.add(prefixes + " " + each));
            }
        }
        assertThat(missing).isEmpty();
    }

    private static boolean isNamed(String key) {
        return Pattern.compile("`[^`\n]*(?<![a-z-])" + Pattern.quote(key) + "(?![a-z-])[^`\n]*`")
                .matcher(DOCUMENTS)
                .find();
    }

    @Test
    void everySettingOfAnEnvironmentIsInTheDocuments() {
        Set<String> keys = found(KEY, read(MAIN.resolve("dev/migrationcontrol/environment/EnvironmentKey.java")));
        assertThat(keys).contains("LOCK_TIMEOUT").hasSizeGreaterThan(30);
        assertThat(keys.stream()
                        .map(each -> each.toLowerCase(Locale.ROOT).replace('_', '-'))
                        .filter(each -> !isNamed(each)))
                .isEmpty();
    }

    @Test
    void everyPropertyOfTheDocumentsIsOneOfTheCode() {
        String sources = String.join("\n", texts(MAIN, ".java").values())
                + read(Path.of("src/main/resources/application.properties"));
        Set<String> prefixes = found(MAPPING, sources);
        Set<String> unknown = found(PROPERTY, DOCUMENTS).stream()
                .filter(each -> !sources.contains(each)
                        && prefixes.stream()
                                .noneMatch(prefix -> each.startsWith(prefix + ".") || prefix.startsWith(each))
                        && !each.startsWith("migration-control.environments")
                        && !each.startsWith("migration-control.access")
                        && !each.startsWith("migration-control.freezes")
                        && !each.startsWith("migration-control.webhooks"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(unknown).isEmpty();
    }

    @Test
    void everyProblemIsInTheDocumentsAndInTheCode() {
        Set<String> documented = found(PROBLEM, read(Path.of("docs/problems.md")));
        Map<String, String> sources = texts(MAIN, ".java");
        List<String> refusals = sources.entrySet().stream()
                .filter(each -> each.getValue().contains(" extends Refusal {"))
                .filter(each ->
                        !each.getValue().contains("slug()") && !each.getValue().contains(".SLUG"))
                .filter(each -> found(WORDS, each.getValue()).stream().noneMatch(documented::contains))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(refusals).as("refusals whose problem is in no document").isEmpty();
        String all = String.join("\n", sources.values());
        assertThat(documented).as("problems that a constant names").containsAll(found(SLUG, all));
        Set<String> words = found(WORDS, all);
        assertThat(documented.stream().filter(each -> !words.contains(each)))
                .as("problems that no code has")
                .isEmpty();
    }

    @Test
    void everyEndpointIsInTheDocuments() {
        Set<String> missing = new TreeSet<>();
        for (String path : found(OPERATION_PATH, read(Path.of("openapi/openapi.yaml")))) {
            String last = Arrays.stream(path.split("/"))
                    .filter(each -> !each.startsWith("{"))
                    .reduce("", (one, other) -> other);
            if (!DOCUMENTS.contains("/" + last)) {
                missing.add(path);
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyEventIsInTheDocuments() {
        assertThat(Arrays.stream(Event.Kind.values())
                        .map(each -> "- `" + each.name().toLowerCase(Locale.ROOT) + "`: ")
                        .filter(each -> !read(Path.of("docs/operations.md")).contains(each)))
                .isEmpty();
    }

    @Test
    void everyMetricIsInTheDocumentsAndInTheCode() {
        Set<String> metrics = new TreeSet<>();
        texts(MAIN, ".java").values().stream()
                .filter(each -> each.contains("io.micrometer"))
                .forEach(each -> metrics.addAll(found(METRIC, each)));
        assertThat(metrics).hasSizeGreaterThan(2);
        // Prometheus shows counters with this ending.
        Set<String> documented = found(DOCUMENTED_METRIC, DOCUMENTS).stream()
                .map(each -> each.replaceFirst("_total$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(documented).isEqualTo(metrics);
    }
}
