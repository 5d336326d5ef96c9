package dev.migrationcontrol.adoption;

import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.script.Version;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.system.table.VersionTable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the target itself keeps of its adoption.
 *
 * @param operation the operation that adopted
 * @param retirement the operation that retired the old systems; null before
 * @param historyWasThere whether an empty history was there before
 * @param rows how many rows the adoption wrote
 */
record AdoptionRecord(
        UUID operation, @Nullable UUID retirement, boolean historyWasThere, int rows, List<ArchivedTable> tables) {
    AdoptionRecord {
        tables = List.copyOf(tables);
    }

    /**
     * An old version table.
     *
     * @param archive the schema that it was moved to; null before it retires
     */
    record ArchivedTable(
            String system,
            String schema,
            String name,
            @Nullable String archive) {
        ArchivedTable {
            system = MigrationSystems.current(system);
        }

        public String display() {
            return schema + "." + name;
        }

        String in(String otherSchema) {
            return VersionTable.quote(otherSchema) + "." + VersionTable.quote(name);
        }

        String quoted() {
            return in(schema);
        }
    }

    /**
     * Whether a history, by rank, says no more and no less than the adoption did: nothing ran since, or all of it was
     * rolled back again. What cannot be rolled back, such as a repeatable or a failed script, counts as more.
     */
    boolean isAllThatStands(List<HistoryRow> history) {
        if (history.size() < rows) {
            return false;
        }
        List<HistoryRow> since = history.subList(rows, history.size());
        boolean clear = since.stream().allMatch(row -> row.version() != null && row.success());
        return clear && applied(history).equals(applied(history.subList(0, rows)));
    }

    private static Set<Version> applied(List<HistoryRow> history) {
        Set<Version> versions = new HashSet<>();
        for (HistoryRow row : history) {
            if (row.version() != null && row.isDelete()) {
                versions.remove(row.version());
            } else if (row.version() != null) {
                versions.add(row.version());
            }
        }
        return versions;
    }

    Stage stage() {
        return retirement == null ? Stage.ADOPTED : Stage.RETIRED;
    }
}
