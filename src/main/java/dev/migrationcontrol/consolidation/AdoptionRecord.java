package dev.migrationcontrol.consolidation;

import java.util.List;
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
        String display() {
            return schema + "." + name;
        }

        String in(String otherSchema) {
            return VersionTable.quote(otherSchema) + "." + VersionTable.quote(name);
        }

        String quoted() {
            return in(schema);
        }
    }

    Stage stage() {
        return retirement == null ? Stage.ADOPTED : Stage.RETIRED;
    }
}
