package dev.migrationcontrol.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a database holds of Flyway's history at one moment.
 *
 * @param exists whether the history table is there
 * @param schemaEmpty whether the managed schemas hold no object of their own (extensions' objects do not count)
 * @param missingSchemas configured schemas that do not exist yet
 * @param rows in the order of {@code installed_rank}
 * @param elsewhere the schema of a history in the search path, where this one is not there and nobody chose the schemas
 */
public record History(
        boolean exists,
        boolean schemaEmpty,
        List<String> missingSchemas,
        List<HistoryRow> rows,
        @Nullable String elsewhere) {
    /** A history, or none at all. */
    public History(boolean exists, boolean schemaEmpty, List<String> missingSchemas, List<HistoryRow> rows) {
        this(exists, schemaEmpty, missingSchemas, rows, null);
    }

    public History {
        missingSchemas = List.copyOf(missingSchemas);
        rows = List.copyOf(rows);
    }

    /** The rank that the next row takes: as Flyway counts, 1 in an empty history. */
    public int nextRank() {
        return rows.isEmpty() ? 1 : rows.get(rows.size() - 1).rank() + 1;
    }
}
