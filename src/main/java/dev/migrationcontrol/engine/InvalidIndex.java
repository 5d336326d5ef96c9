package dev.migrationcontrol.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import org.postgresql.core.BaseConnection;

/**
 * An index that a concurrent build left in the database. The index of a partitioned table (relkind {@code I}) may be
 * invalid until its last partition is attached, so it does not count.
 *
 * @param table that it indexes
 * @param visible whether its table is found by its name alone
 */
record InvalidIndex(String schema, String name, String table, boolean visible) {
    private static final String SELECT = """
            SELECT n.nspname, c.relname, t.relname, pg_catalog.pg_table_is_visible(i.indrelid)
              FROM pg_catalog.pg_index i
              JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
              JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE NOT i.indisvalid AND c.relkind = 'i'""";

    static Set<InvalidIndex> findAll(BaseConnection connection) throws SQLException {
        Set<InvalidIndex> indexes = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(SELECT)) {
            while (result.next()) {
                indexes.add(new InvalidIndex(
                        result.getString(1), result.getString(2), result.getString(3), result.getBoolean(4)));
            }
        }
        return indexes;
    }

    boolean isSameAs(InvalidIndex other) {
        return schema.equals(other.schema) && name.equals(other.name);
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
