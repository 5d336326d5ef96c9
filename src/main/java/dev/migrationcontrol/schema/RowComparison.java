package dev.migrationcontrol.schema;

import dev.migrationcontrol.text.Listing;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares the rows of tables that the expected database fills, and how many large objects there are. */
final class RowComparison {
    private static final String LARGE_OBJECTS = "large objects";
    private static final int SHOWN = 5;

    private final Connection actual;
    private final Connection expected;
    private final ComparisonScope hidden;

    RowComparison(Connection actual, Connection expected, ComparisonScope hidden) {
        this.actual = actual;
        this.expected = expected;
        this.hidden = hidden;
    }

    List<Difference> differences(SchemaComparison.Rows rows) throws SQLException {
        Map<String, Long> wanted = RowCounts.filled(expected, hidden);
        Set<String> there = Set.copyOf(RowCounts.tables(actual, hidden));
        Map<String, Long> found = rows == SchemaComparison.Rows.AT_LEAST ? counted(wanted, there) : counted();
        TreeMap<String, Long> all = new TreeMap<>(found);
        wanted.forEach(all::putIfAbsent);
        all.keySet().retainAll(there);
        List<Difference> differences = new ArrayList<>();
        for (String table : all.keySet()) {
            long wants = wanted.getOrDefault(table, 0L);
            List<String> lost = wants == 0 ? List.of() : SeedKeys.lacking(actual, expected, table, wants);
            Difference difference = compare(table, found.getOrDefault(table, 0L), wants, lost, rows);
            if (difference != null) {
                differences.add(difference);
            }
        }
        Difference objects = compare(
                LARGE_OBJECTS, RowCounts.largeObjects(actual), RowCounts.largeObjects(expected), List.of(), rows);
        if (objects != null) {
            differences.add(objects);
        }
        return differences;
    }

    private Map<String, Long> counted() throws SQLException {
        Map<String, Long> found = RowCounts.filled(actual, hidden);
        found.keySet().retainAll(Set.copyOf(RowCounts.tables(expected, hidden)));
        return found;
    }

    private Map<String, Long> counted(Map<String, Long> wanted, Set<String> there) throws SQLException {
        long most = wanted.values().stream().mapToLong(Long::longValue).max().orElse(0);
        List<String> tables = wanted.keySet().stream().filter(there::contains).toList();
        return RowCounts.count(actual, tables, most);
    }

    private static @Nullable Difference compare(
            String object, long has, long wants, List<String> lost, SchemaComparison.Rows rows) {
        boolean enough = rows == SchemaComparison.Rows.AT_LEAST ? has >= wants : has == wants;
        if (enough && lost.isEmpty()) {
            return null;
        }
        String kind = object.equals(LARGE_OBJECTS) ? "large objects" : "table";
        // Rows are counted no further than it matters.
        String number = enough && has > wants ? "more" : Long.toString(has);
        String found = number + (lost.isEmpty() ? "" : ", without " + Listing.of(lost, SHOWN));
        return new Difference(object, kind, Difference.ROWS, found, Long.toString(wants));
    }
}
