package dev.migrationcontrol.probe;

import dev.migrationcontrol.system.ForeignSystem;
import dev.migrationcontrol.system.table.DefaultNames;
import dev.migrationcontrol.system.table.ForeignTable;
import dev.migrationcontrol.system.table.Recognition;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the version tables of other systems record; asks nothing where there is none. */
final class ForeignVersions {
    private static final int MOST_VERSIONS = 5;
    private static final String UNKNOWN = "unknown";

    private final List<ForeignTable> tables;

    /** @param found tables under the default names, some of which are applications' */
    ForeignVersions(List<ForeignTable> found) {
        this.tables = found.stream()
                .filter(table -> Recognition.of(table).isPresent() || DefaultNames.isTelling(table.name()))
                .toList();
    }

    /** One query for all of them, or nothing where none can be read. */
    Optional<String> sql() {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            ForeignTable table = tables.get(i);
            int index = i;
            Recognition.of(table)
                    .filter(recognised -> table.readable())
                    .map(recognised -> "(SELECT %d AS place, version FROM (%s) v)"
                            .formatted(index, recognised.recording().newestVersions(table, MOST_VERSIONS)))
                    .ifPresent(parts::add);
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(" UNION ALL ", parts));
    }

    /** @param rows of {@link #sql()}; empty where it was not asked or failed */
    List<ForeignSystem> decode(Iterable<Row> rows) {
        Map<Integer, List<String>> versions = new HashMap<>();
        for (Row row : rows) {
            versions.computeIfAbsent(row.getInteger("place"), place -> new ArrayList<>())
                    .add(row.getString("version"));
        }
        List<ForeignSystem> systems = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            ForeignTable table = tables.get(i);
            String name = Recognition.of(table).map(Recognition::system).orElse(UNKNOWN);
            systems.add(new ForeignSystem(name, table.display(), versions.getOrDefault(i, List.of())));
        }
        return List.copyOf(systems);
    }
}
