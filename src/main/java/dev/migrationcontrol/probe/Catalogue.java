package dev.migrationcontrol.probe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogues of a database say, before any table is read.
 *
 * @param schemas those of the configured ones that are there
 * @param otherHistory the schema of a history in the search path, where this one is not there
 * @param foreignTables the oids of tables that other systems may have made
 */
record Catalogue(
        String version,
        boolean readOnly,
        HistoryAccess history,
        List<String> schemas,
        List<Long> foreignTables,
        @Nullable String otherHistory,
        Rights rights) {

    /** Those of the schemas that are not there. */
    List<String> missing(List<String> configured) {
        return configured.stream().filter(schema -> !schemas.contains(schema)).toList();
    }

    /** Whether there are rows that can be asked for without provoking an error in the server's log. */
    record HistoryAccess(boolean exists, boolean permitted, boolean hasColumns) {
        boolean isReadable() {
            return exists && permitted && hasColumns;
        }

        /** What is known of the rows where they are not asked for. */
        HistoryRows unasked() {
            if (!exists) {
                return HistoryRows.NONE;
            }
            return HistoryRows.unreadable(
                    permitted
                            ? "The history table does not have the columns of Flyway's: it is another tool's table with the same name."
                            : "The user of this service may not read the history: grant it USAGE on its schema and"
                                    + " SELECT on the table.");
        }
    }
}
