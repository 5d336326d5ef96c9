package dev.migrationcontrol.schema;

import dev.migrationcontrol.text.Listing;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether tables hold the same rows in two databases, whatever the order of their columns and rows is. */
final class RowContents {
    /** Beyond, rows are only counted, and their keys are not named. */
    private static final long MOST_NAMED = 1_000;

    private static final long MOST_READ = 1_000_000;
    private static final int SHOWN = 5;

    private static final String COLUMNS = """
            SELECT array_agg(quote_ident(attname) ORDER BY attname) FROM pg_attribute
             WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped""";

    private static final String KEY = """
            SELECT array_agg(quote_ident(a.attname) ORDER BY a.attname) FROM pg_index i
              JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey::int2[])
             WHERE i.indrelid = to_regclass(?) AND i.indisprimary""";

    private final Connection actual;
    private final Connection expected;

    private RowContents(Connection actual, Connection expected) {
        this.actual = actual;
        this.expected = expected;
    }

    /** @param known what differs already; of those tables nothing is said again */
    static List<Difference> differences(
            Connection actual, Connection expected, List<Difference> known, ComparisonScope hidden)
            throws SQLException {
        RowContents contents = new RowContents(actual, expected);
        Set<String> differing = known.stream()
                .filter(Difference::ofRows)
                .map(Difference::object)
                .collect(Collectors.toSet());
        Set<String> there = Set.copyOf(RowCounts.tables(actual, hidden));
        List<Difference> differences = new ArrayList<>();
        for (Map.Entry<String, Long> each : RowCounts.filled(expected, hidden).entrySet()) {
            String table = each.getKey();
            if (there.contains(table) && !differing.contains(table) && each.getValue() <= MOST_READ) {
                Difference difference = contents.compare(table, each.getValue());
                if (difference != null) {
                    differences.add(difference);
                }
            }
        }
        return differences;
    }

    private @Nullable Difference compare(String table, long rows) throws SQLException {
        List<String> columns = new ArrayList<>(names(COLUMNS, expected, table));
        columns.retainAll(names(COLUMNS, actual, table));
        if (columns.isEmpty() || digest(actual, table, columns).equals(digest(expected, table, columns))) {
            return null;
        }
        List<String> key = names(KEY, expected, table);
        boolean named = rows <= MOST_NAMED && !key.isEmpty() && columns.containsAll(key);
        List<String> changed = named ? changed(table, columns, key) : List.of();
        return new Difference(
                table,
                "table",
                Difference.ROWS,
                changed.isEmpty() ? "other rows" : "other values in " + Listing.of(changed, SHOWN),
                Long.toString(rows));
    }

    /** The sum does not depend on the order of rows. */
    private static String digest(Connection connection, String table, List<String> columns) throws SQLException {
        return ask(
                        connection,
                        "SELECT sum(hashtextextended(" + row(columns) + ", 0)::numeric)::text, '' FROM ONLY " + table)
                .keySet()
                .toString();
    }

    private List<String> changed(String table, List<String> columns, List<String> key) throws SQLException {
        String names = String.join(", ", key).replace("'", "''");
        String sql = "SELECT '(" + names + ")=(' || concat_ws(', ', "
                + key.stream().map(each -> each + "::text").collect(Collectors.joining(", ")) + ") || ')', "
                + row(columns) + " FROM ONLY " + table;
        Map<String, String> here = ask(actual, sql);
        Map<String, String> there = ask(expected, sql);
        return there.entrySet().stream()
                .filter(each -> !each.getValue().equals(here.get(each.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String row(List<String> columns) {
        return columns.stream().collect(Collectors.joining(", ", "ROW(", ")::text"));
    }

    private static Map<String, String> ask(Connection connection, String sql) throws SQLException {
        Map<String, String> found = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                found.put(String.valueOf(result.getString(1)), String.valueOf(result.getString(2)));
            }
        }
        return found;
    }

    private static List<String> names(String sql, Connection connection, String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, table);
            try (ResultSet result = statement.executeQuery()) {
                Array array = result.next() ? result.getArray(1) : null;
                return array == null ? List.of() : List.of((String[]) Objects.requireNonNull(array.getArray()));
            }
        }
    }
}
