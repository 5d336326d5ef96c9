package dev.migrationcontrol.loss;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something in a script that may destroy rows or values, or that gives what holds them another name.
 *
 * @param line in the script, from 1
 * @param name of the table, or of the schema, type or extension that goes with what uses it
 * @param column of the table; null where all of it is concerned
 * @param detail the condition of a DELETE, the new type of a column, or a new name; empty where there is none
 * @param path the search path that the script has set; empty where it has set none
 */
record Destruction(
        int line, Kind kind, ObjectName name, @Nullable String column, String detail, List<String> path) {
    /** What happens. */
    enum Kind {
        DROP_TABLE,
        DROP_COLUMN,
        DROP_SCHEMA,
        DROP_TYPE,
        DROP_EXTENSION,
        TRUNCATE,
        DELETE,
        NARROW,
        RENAME_TABLE,
        MOVE_TABLE,
        RENAME_COLUMN;

        boolean isRename() {
            return this == RENAME_TABLE || this == MOVE_TABLE || this == RENAME_COLUMN;
        }
    }

    Destruction {
        path = List.copyOf(path);
    }
}
