package dev.migrationcontrol.system.table;

import dev.migrationcontrol.system.CompanionFacts;
import dev.migrationcontrol.system.CompanionFacts.RowLock;
import dev.migrationcontrol.system.MigrationSystems;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A table that a migration system keeps next to its version table; some are locks. */
public record CompanionTable(String system, CompanionFacts facts, Signature signature) {
    private static final class All {
        static final List<CompanionTable> TABLES = MigrationSystems.all().stream()
                .flatMap(system -> system.companions().stream()
                        .map(facts -> new CompanionTable(system.id(), facts, Signature.of(facts))))
                .toList();
    }

    public static Optional<CompanionTable> of(ForeignTable table) {
        return All.TABLES.stream()
                .filter(companion -> companion.signature.fitsAtHome(table))
                .findFirst();
    }

    /** The names under which to look for them, in lower case. */
    public static List<String> names() {
        return All.TABLES.stream()
                .map(companion -> companion.facts.name().toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    /** Whether a table of this name and these columns is the system's even where no version table is next to it. */
    public boolean standsAlone() {
        return facts.lock() != null || facts.alone();
    }

    /** Rows of holder and time, as text, where the lock is taken; null where the table is no lock. */
    public @Nullable String lockSql(ForeignTable table) {
        RowLock lock = facts.lock();
        if (lock == null) {
            return null;
        }
        String holder = lock.holder();
        return "SELECT %s, %s FROM %s WHERE %s LIMIT 10"
                .formatted(
                        holder == null ? "NULL::text" : "(" + Columns.quote(holder, table) + ")::text",
                        Recording.time(lock.since(), table),
                        table.quoted(),
                        Columns.quote(lock.taken(), table));
    }

    /** Rows as a recording has them, of what is undone or failed; null where the table keeps no such events. */
    public @Nullable String undoneSql(ForeignTable table, int limit) {
        String undone = facts.undone();
        return undone == null ? null : undone.replace("{table}", table.quoted()) + " LIMIT " + limit;
    }
}
