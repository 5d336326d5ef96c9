package dev.migrationcontrol.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the database of a walk must hold, and what it does hold, seen by a connection that no fault concerns. */
final class WalkTruth {
    private final BreakableServer server;
    private final String database;
    private final List<String> expected = new ArrayList<>();

    WalkTruth(BreakableServer server, String database) {
        this.server = server;
        this.database = database;
    }

    /** A version was applied, or undone. */
    void expect(int version, boolean up) {
        expected.add((up ? "SQL " : "DELETE ") + version);
    }

    /** Compares history, objects and the log of runs with what is expected. */
    void compare(int version, Answer after) {
        require(history(), expected, "history", after);
        List<String> objects = IntStream.rangeClosed(1, version)
                .mapToObj(n -> n == WalkScripts.OUTSIDE ? "w3_id" : "w" + n)
                .sorted()
                .toList();
        require(objects(), objects, "objects", after);
        List<String> runs = expected.stream()
                .filter(row -> !row.equals("SQL " + WalkScripts.OUTSIDE))
                .toList();
        require(runs(), runs, "log of runs", after);
        require(invalidIndexes(), List.of(), "invalid indexes", after);
    }

    boolean isHistoryFailed() {
        return historyExists()
                && !server.query(database, "SELECT 1 FROM flyway_schema_history WHERE NOT success")
                        .isEmpty();
    }

    boolean isIndexValid() {
        return !server.query(database, "SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('w3_id') AND indisvalid")
                .isEmpty();
    }

    List<String> invalidIndexes() {
        return server.query(
                database,
                "SELECT n.nspname || '.' || c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
                        + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT i.indisvalid");
    }

    private List<String> history() {
        return historyExists()
                ? server.query(
                        database,
                        "SELECT type || ' ' || version FROM flyway_schema_history WHERE success ORDER BY installed_rank")
                : List.of();
    }

    private boolean historyExists() {
        return !server.query(database, "SELECT 1 WHERE to_regclass('flyway_schema_history') IS NOT NULL")
                .isEmpty();
    }

    private List<String> objects() {
        return server.query(
                database,
                "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i')"
                        + " AND relname LIKE 'w%' ORDER BY 1");
    }

    private List<String> runs() {
        return server.query(
                database,
                "SELECT CASE direction WHEN 'up' THEN 'SQL ' ELSE 'DELETE ' END || version FROM log.run ORDER BY id");
    }

    private void require(List<String> found, List<String> wanted, String what, Answer after) {
        if (!found.equals(wanted)) {
            throw new AssertionError(
                    database + ": " + what + " " + line(found) + ", not " + line(wanted) + ", after " + after);
        }
    }

    private static String line(List<String> values) {
        return values.stream().collect(Collectors.joining(", ", "[", "]"));
    }
}
