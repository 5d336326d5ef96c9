package dev.migrationcontrol.rehearsal;

import dev.migrationcontrol.environment.Database;
import dev.migrationcontrol.environment.DatabaseConnections;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Compares every object of two databases: first by one digest each, and in detail only where those differ. */
@ApplicationScoped
public class SchemaComparison {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Map<String, String> READING = Map.of(
            "search_path", "pg_catalog",
            "default_transaction_read_only", "on",
            "quote_all_identifiers", "off",
            "statement_timeout", "300000");

    private final DatabaseConnections connections;

    SchemaComparison(DatabaseConnections connections) {
        this.connections = connections;
    }

    /** Which rows make a difference. */
    public enum Rows {
        /** Every table must hold as many rows here as there. */
        SAME_NUMBER,
        /** Tables that the expected one fills must hold at least as many rows: an application has added its own. */
        AT_LEAST
    }

    /**
     * How an actual database differs from an expected one. Blocks; changes nothing.
     *
     * @throws SQLException when one of them cannot be read
     */
    public SchemaDifferences compare(Database actual, Database expected, Hidden hidden, Rows rows) throws SQLException {
        try (Connection one = open(actual);
                Connection two = open(expected)) {
            List<Difference> differences = new ArrayList<>(objects(one, two, hidden));
            differences.addAll(rows(one, two, hidden, rows));
            return SchemaDifferences.of(differences);
        }
    }

    /** As {@link #compare}, without looking at rows. */
    SchemaDifferences compareObjects(Database actual, Database expected, Hidden hidden) throws SQLException {
        try (Connection one = open(actual);
                Connection two = open(expected)) {
            return SchemaDifferences.of(objects(one, two, hidden));
        }
    }

    private static List<Difference> objects(Connection actual, Connection expected, Hidden hidden) throws SQLException {
        if (SchemaPicture.digest(actual, hidden).equals(SchemaPicture.digest(expected, hidden))) {
            return List.of();
        }
        return SchemaPicture.of(actual, hidden).differencesFrom(SchemaPicture.of(expected, hidden));
    }

    private Connection open(Database database) throws SQLException {
        return connections.open(database, "migration-control/comparison", READING, CONNECT_TIMEOUT);
    }

    private static List<Difference> rows(Connection actual, Connection expected, Hidden hidden, Rows rows)
            throws SQLException {
        Map<String, Long> wanted = RowCounts.filled(expected, hidden);
        Set<String> there = Set.copyOf(RowCounts.tables(actual, hidden));
        Map<String, Long> found = new TreeMap<>();
        if (rows == Rows.SAME_NUMBER) {
            found.putAll(RowCounts.filled(actual, hidden));
            Set<String> known = Set.copyOf(RowCounts.tables(expected, hidden));
            found.keySet().retainAll(known);
        } else {
            long most =
                    wanted.values().stream().mapToLong(Long::longValue).max().orElse(0);
            found.putAll(RowCounts.count(
                    actual, wanted.keySet().stream().filter(there::contains).toList(), most));
        }
        List<Difference> differences = new ArrayList<>();
        TreeMap<String, Long> all = new TreeMap<>(found);
        wanted.forEach(all::putIfAbsent);
        for (String table : all.keySet()) {
            long has = found.getOrDefault(table, 0L);
            long wants = wanted.getOrDefault(table, 0L);
            boolean differ = rows == Rows.SAME_NUMBER ? has != wants : has < wants;
            if (differ && there.contains(table)) {
                differences.add(
                        new Difference(table, "table", Difference.ROWS, Long.toString(has), Long.toString(wants)));
            }
        }
        return differences;
    }
}
