package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.system.TreeFacts;
import dev.migrationcontrol.system.TreeFacts.TableSetting;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/** Names of version tables that code or configuration sets. */
public final class VersionTables {
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

    /** Looks at a line with one of the words. */
    public void line(SourceFile file, FileRole role, String text, int line) {
        if (role == FileRole.TEST || role == FileRole.DOCUMENT || role == FileRole.OTHER) {
            return;
        }
        settings.forEach((tool, setting) -> {
            Matcher set = BoundedPattern.in(setting.pattern(), text);
            if (set.find()) {
                String table = set.groupCount() > 1 && set.group(1) == null ? set.group(2) : set.group(1);
                found.computeIfAbsent(tool, first -> new ArrayList<>())
                        .add(new Place(String.valueOf(table), file.path() + ":" + line));
            }
        });
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
