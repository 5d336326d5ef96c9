package dev.migrationcontrol.source;

import dev.migrationcontrol.source.script.ScriptSystem;
import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.system.TreeFacts;
import dev.migrationcontrol.system.TreeFacts.TableSetting;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Names of version tables that code or configuration sets. */
public final class VersionTables {
    private static final int LINES = 10;
    private static final int LONGEST = 400;

    /** Words of the lines that do it. */
    public static Set<String> words() {
        return settings().values().stream()
                .flatMap(setting -> setting.words().stream())
                .collect(Collectors.toSet());
    }

    private static Map<MigrationSystem, TableSetting> settings() {
        return MigrationSystems.having(TreeFacts::tableSetting);
    }

    private record Place(String table, String where) {}

    private final Map<MigrationSystem, TableSetting> settings = settings();
    private final Map<MigrationSystem, List<Place>> found = new LinkedHashMap<>();

    /** Looks at a line with one of the words, and at those before it. */
    public void line(SourceFile file, FileRole role, SourceText text, int line) {
        if (role == FileRole.TEST || role == FileRole.DOCUMENT || role == FileRole.OTHER) {
            return;
        }
        String one = text.line(line);
        String lower = one.toLowerCase(Locale.ROOT);
        if (settings.values().stream()
                .noneMatch(setting -> setting.words().stream().anyMatch(lower::contains))) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        for (int each = Math.max(1, line - LINES); each < line; each++) {
            lines.append(shortened(text.line(each))).append('\n');
        }
        int from = lines.length();
        String window = lines.append(shortened(one)).toString();
        settings.forEach((tool, setting) -> {
            if (setting.words().stream().anyMatch(lower::contains)) {
                set(setting, file, window, from)
                        .or(() -> constant(setting, text, one))
                        .ifPresent(table -> found.computeIfAbsent(tool, first -> new ArrayList<>())
                                .add(new Place(table, file.path() + ":" + line)));
            }
        });
    }

    private static String shortened(String line) {
        return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    }

    /** The name that the last line sets. */
    private static Optional<String> set(TableSetting setting, SourceFile file, String window, int from) {
        if (setting.pattern() != null) {
            Optional<String> table = group(BoundedPattern.in(setting.pattern(), window), from);
            if (table.isPresent()) {
                return table;
            }
        }
        return setting.file() != null
                        && setting.inFile() != null
                        && BoundedPattern.in(setting.file(), file.name()).matches()
                ? group(BoundedPattern.in(setting.inFile(), window.substring(from)), 0)
                : Optional.empty();
    }

    /** The string that a constant of the file holds, by which a line sets the name. */
    private static Optional<String> constant(TableSetting setting, SourceText text, String line) {
        if (setting.constant() == null) {
            return Optional.empty();
        }
        return group(BoundedPattern.in(setting.constant(), shortened(line)), 0)
                .map(name -> Pattern.compile("\\b" + Pattern.quote(name) + "\\s*(?:string\\s*)?:?=\\s*\"([\\w.]+)\""))
                .flatMap(held -> group(BoundedPattern.in(held, text.text()), 0));
    }

    private static Optional<String> group(Matcher set, int from) {
        while (set.find()) {
            if (set.end() > from) {
                return IntStream.rangeClosed(1, set.groupCount())
                        .mapToObj(set::group)
                        .filter(Objects::nonNull)
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    /** The system with the name that is set for its tool; as it was where none or several are. */
    public ScriptSystem named(ScriptSystem system) {
        List<Place> places = found.getOrDefault(system.tool(), List.of());
        boolean usual = system.table().equals(system.tool().table());
        if (!usual || places.stream().map(Place::table).distinct().count() != 1) {
            return system;
        }
        Place place = places.get(0);
        return system.withTable(place.table()).evidence(place.where() + " names the version table " + place.table());
    }
}
