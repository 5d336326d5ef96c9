package dev.migrationcontrol.probe;

import java.util.Map;

/**
 * A table whose name another migration system uses.
 *
 * @param columns their types by their names
 * @param besideRailsMetadata whether {@code ar_internal_metadata} is in the same schema
 * @param readable whether this role may read it
 */
record ForeignTable(
        String schema, String name, Map<String, String> columns, boolean besideRailsMetadata, boolean readable) {
    String display() {
        return schema + "." + name;
    }

    String quoted() {
        return SqlText.identifier(schema) + "." + SqlText.identifier(name);
    }
}
