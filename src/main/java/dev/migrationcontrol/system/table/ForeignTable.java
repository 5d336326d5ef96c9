package dev.migrationcontrol.system.table;

import dev.migrationcontrol.sql.SqlIdentifiers;
import dev.migrationcontrol.system.TableColumn;
import java.util.List;
import java.util.Optional;

/**
 * A table that another migration system may have made.
 *
 * @param besideRailsMetadata whether the table in which Rails keeps its environment is in the same schema
 * @param readable whether this role may read it
 */
public record ForeignTable(
        String schema, String name, List<TableColumn> columns, boolean besideRailsMetadata, boolean readable) {
    public ForeignTable {
        columns = List.copyOf(columns);
    }

    public String display() {
        return schema + "." + name;
    }

    /** As SQL writes it. */
    public String quoted() {
        return SqlIdentifiers.identifier(schema) + "." + SqlIdentifiers.identifier(name);
    }

    /** The column of this name in lower case. */
    public Optional<TableColumn> find(String key) {
        return columns.stream().filter(column -> column.key().equals(key)).findFirst();
    }
}
