package dev.migrationcontrol.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import org.postgresql.core.BaseConnection;

/**
 * Indexes that a concurrent build left behind. The index of a partitioned table (relkind {@code I}) may be invalid
 * until its last partition is attached, so it does not count.
 */
final class InvalidIndexes {
    private static final String SELECT = """
            SELECT format('%I.%I', n.nspname, c.relname)
              FROM pg_catalog.pg_index i
              JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE NOT i.indisvalid AND c.relkind = 'i'""";

    private InvalidIndexes() {}

    static Set<String> find(BaseConnection connection) throws SQLException {
        Set<String> names = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(SELECT)) {
            while (result.next()) {
                names.add(result.getString(1));
            }
        }
        return names;
    }
}
