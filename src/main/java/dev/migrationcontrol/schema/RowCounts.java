package dev.migrationcontrol.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How many rows the tables hold, as far as it matters: those that scripts fill, and no further than they do. */
final class RowCounts {
    private static final String TABLES = """
            SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
               AND n.nspname <> ALL (?) AND n.nspname || '.' || c.relname <> ALL (?)
               AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                                  AND d.deptype = 'e') ORDER BY 1""";
    private static final int TABLES_A_QUERY = 200;

    private RowCounts() {}

    /** Tables that hold rows, and how many. */
    static Map<String, Long> filled(Connection connection, ComparisonScope hidden) throws SQLException {
        Map<String, Long> counts = count(connection, tables(connection, hidden), Long.MAX_VALUE - 1);
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    static List<String> tables(Connection connection, ComparisonScope hidden) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
            statement.setArray(
                    1, connection.createArrayOf("text", hidden.schemas().toArray()));
            statement.setArray(
                    2, connection.createArrayOf("text", hidden.relations().toArray()));
            List<String> tables = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    tables.add(result.getString(1));
                }
            }
            return tables;
        }
    }

    /** Counts no further than one above the limit, so that a large table costs no more than a small one. */
    static Map<String, Long> count(Connection connection, List<String> tables, long limit) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        for (int from = 0; from < tables.size(); from += TABLES_A_QUERY) {
            List<String> some = tables.subList(from, Math.min(tables.size(), from + TABLES_A_QUERY));
            String sql = some.stream()
                    .map(table -> "SELECT '" + table.replace("'", "''") + "', (SELECT count(*) FROM (SELECT FROM ONLY "
                            + table + " LIMIT " + (limit + 1) + ") r)")
                    .collect(Collectors.joining(" UNION ALL "));
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    counts.put(result.getString(1), result.getLong(2));
                }
            }
        }
        return counts;
    }

    static long largeObjects(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM pg_largeobject_metadata")) {
            result.next();
            return result.getLong(1);
        }
    }
}
