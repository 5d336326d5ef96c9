package dev.migrationcontrol.system.table;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The names that version tables have unless someone chooses another. */
public final class DefaultNames {
    /** Those that applications use too. */
    private static final Set<String> COMMON = Set.of(
            "migrations", "changes", "changelog", "schema_version", "versioninfo", "migration_versions", "migration");

    private DefaultNames() {}

    /** Each as its system spells it and folded to lower and upper case. */
    public static List<String> all() {
        return VersionTableFormats.names()
                .flatMap(name -> Stream.of(name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT)))
                .distinct()
                .toList();
    }

    /** Whether a table of this name is a migration system's even if its columns are nobody's. */
    public static boolean isTelling(String table) {
        return !COMMON.contains(table.toLowerCase(Locale.ROOT))
                && VersionTableFormats.names().anyMatch(table::equalsIgnoreCase);
    }
}
