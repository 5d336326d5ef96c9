package dev.migrationcontrol.schema;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the rows that scripts fill a table with are there, by their keys. A key that the database makes up, from a
 * sequence or at random, says nothing of a row: then another unique constraint is asked, or none.
 */
final class SeedKeys {
    /** Beyond, rows are only counted. */
    private static final long MOST = 5_000;

    private static final String KEY = """
            SELECT array_agg(quote_ident(a.attname) ORDER BY k.place) AS columns,
                   array_agg(format_type(a.atttypid, a.atttypmod) ORDER BY k.place) AS types
              FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY k (attnum, place)
              JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
              LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
             WHERE i.indrelid = to_regclass(?) AND i.indisunique AND i.indimmediate AND i.indpred IS NULL
               AND i.indexprs IS NULL AND k.place <= i.indnkeyatts
             GROUP BY i.indexrelid, i.indisprimary
            HAVING bool_and(a.attnotnull AND a.attidentity = '' AND a.attgenerated = ''
                            AND coalesce(pg_get_expr(d.adbin, d.adrelid), '') !~ '\\(')
             ORDER BY i.indisprimary DESC, i.indexrelid LIMIT 1""";

    private SeedKeys() {}

    /** The keys that the expected table has and the actual one lacks, as {@code (code)=(fr)}. */
    static List<String> lacking(Connection actual, Connection expected, String table, long rows) throws SQLException {
        Key key = rows > MOST ? null : key(expected, table);
        if (key == null || !key.equals(key(actual, table))) {
            return List.of();
        }
        return key.missing(actual, table, key.values(expected, table));
    }

    private static @Nullable Key key(Connection connection, String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(KEY)) {
            statement.setString(1, table);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? new Key(strings(result, "columns"), strings(result, "types")) : null;
            }
        }
    }

    private static List<String> strings(ResultSet result, String column) throws SQLException {
        Array array = Objects.requireNonNull(result.getArray(column));
        return List.of((String[]) array.getArray());
    }

    private record Key(List<String> columns, List<String> types) {
        List<String[]> values(Connection connection, String table) throws SQLException {
            List<String[]> values = new ArrayList<>();
            String text = columns.stream().map(column -> column + "::text").collect(Collectors.joining(", "));
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("SELECT " + text + " FROM ONLY " + table)) {
                while (result.next()) {
                    String[] row = new String[columns.size()];
                    for (int i = 0; i < row.length; i++) {
                        row[i] = result.getString(i + 1);
                    }
                    values.add(row);
                }
            }
            return values;
        }

        /** Looks each up by the index, however many rows an application has added. */
        List<String> missing(Connection connection, String table, List<String[]> values) throws SQLException {
            String parameters = columns.stream().map(column -> "?::text[]").collect(Collectors.joining(", "));
            String names =
                    IntStream.range(0, columns.size()).mapToObj(i -> "k" + i).collect(Collectors.joining(", "));
            String equal = IntStream.range(0, columns.size())
                    .mapToObj(i -> "t." + columns.get(i) + " = k.k" + i + "::" + types.get(i))
                    .collect(Collectors.joining(" AND "));
            String sql = "SELECT concat_ws(', ', " + names + ") FROM unnest(" + parameters + ") k (" + names
                    + ") WHERE NOT EXISTS (SELECT FROM ONLY " + table + " t WHERE " + equal + ") ORDER BY 1";
            List<String> missing = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < columns.size(); i++) {
                    int column = i;
                    Object[] of = values.stream().map(row -> row[column]).toArray();
                    statement.setArray(i + 1, connection.createArrayOf("text", of));
                }
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        missing.add("(" + String.join(", ", columns) + ")=(" + result.getString(1) + ")");
                    }
                }
            }
            return missing;
        }
    }
}
