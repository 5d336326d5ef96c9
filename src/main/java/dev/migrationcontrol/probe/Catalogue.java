package dev.migrationcontrol.probe;

import java.util.List;

/** What the catalogues of a database say, before any table is read. */
record Catalogue(
        String version,
        boolean readOnly,
        HistoryAccess history,
        boolean schemaEmpty,
        List<String> missingSchemas,
        List<ForeignTable> foreignTables) {

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
                            ? "The history table has not the columns of Flyway's: another tool's table bears its name."
                            : "The user of this service may not read the history: grant it USAGE on its schema and"
                                    + " SELECT on the table.");
        }
    }
}
