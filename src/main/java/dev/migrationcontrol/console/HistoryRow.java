package dev.migrationcontrol.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A migration of an audited tree, and what it becomes.
 *
 * @param version empty where the conversion of the files alone does not say it
 * @param recordedIn the environments whose newest record it is
 */
record HistoryRow(String version, String system, String old, String purpose, String file, String recordedIn) {
    /** All migrations for PostgreSQL, those of the one history first and in its order. */
    static List<HistoryRow> of(Answer report) {
        Map<String, String> versions = new HashMap<>();
        Map<String, Integer> order = new HashMap<>();
        for (Answer entry : report.at("history").list("migrations")) {
            String key = key(entry.text("location"), entry.text("oldId"));
            versions.put(key, entry.text("version"));
            order.put(key, order.size());
        }
        Map<String, List<String>> recorded = new HashMap<>();
        for (Answer each : report.list("environments")) {
            each.texts("recorded")
                    .forEach(version -> recorded.computeIfAbsent(
                                    key(each.text("location"), version), key -> new ArrayList<>())
                            .add(each.text("environment")));
        }
        record Placed(int place, HistoryRow row) {}
        List<Placed> rows = new ArrayList<>();
        for (Answer system : report.list("systems")) {
            if (system.text("database").equals("postgresql")) {
                for (Answer each : system.list("migrations")) {
                    String key = key(system.text("location"), each.text("version"));
                    HistoryRow row = new HistoryRow(
                            versions.getOrDefault(key, ""),
                            system.text("title"),
                            each.text("version"),
                            each.text("purpose"),
                            each.text("file"),
                            String.join(", ", recorded.getOrDefault(key, List.of())));
                    rows.add(new Placed(order.getOrDefault(key, Integer.MAX_VALUE), row));
                }
            }
        }
        rows.sort(Comparator.comparing(Placed::place));
        return rows.stream().map(Placed::row).toList();
    }

    private static String key(String location, String version) {
        return location + '\n' + version;
    }
}
