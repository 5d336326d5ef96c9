package dev.migrationcontrol.loss;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table, or values of a column with the keys of their rows, in an archive.
 *
 * @param archive the operation that kept them
 * @param version whose undo would have destroyed them
 * @param column null for whole rows
 * @param table of the archive that holds them
 * @param keys the primary key of the table that they are of
 * @param columns of the table of the archive, all of them as text
 * @param sequences how far each sequence of a column was, as {@code column=last_value,is_called}
 */
record ArchivedRows(
        UUID archive,
        int position,
        String version,
        Loss.Cause cause,
        ObjectName of,
        @Nullable String column,
        String table,
        List<String> keys,
        List<String> columns,
        List<String> sequences,
        long rows,
        Instant archivedAt,
        @Nullable Instant restoredAt) {
    ArchivedRows {
        keys = List.copyOf(keys);
        columns = List.copyOf(columns);
        sequences = List.copyOf(sequences);
    }
}
