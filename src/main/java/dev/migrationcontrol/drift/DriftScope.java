package dev.migrationcontrol.drift;

import dev.migrationcontrol.schema.ComparisonScope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of a live database is no drift, since it belongs to others.
 *
 * @param notes what is left out
 */
record DriftScope(ComparisonScope hidden, List<String> notes) {
    /** Schemas of the archive, numbered from the second one on, as a consolidation makes them. */
    private static final int MOST_ARCHIVES = 20;

    /**
     * Relations that no script makes.
     *
     * @param partitions by their names, what they are partitions of in the end
     * @param foreign tables of other migration systems
     * @param guards what a consolidation leaves in the places of version tables
     */
    record Live(Map<String, String> partitions, Collection<String> foreign, Collection<String> guards) {}

    /** @param built the relations that the history builds: these count, whatever they look like */
    static DriftScope of(String historyTable, Live live, Set<String> built) {
        Set<String> relations = new TreeSet<>(Set.of(historyTable));
        List<String> notes = new ArrayList<>();
        List<String> partitions = live.partitions().entrySet().stream()
                .filter(each -> !built.contains(each.getKey()) && built.contains(each.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (!partitions.isEmpty()) {
            notes.add("Partitions that were made at run time are not compared: " + partitions.size() + ".");
        }
        List<String> foreign = live.foreign().stream()
                .filter(each -> !built.contains(each))
                .sorted()
                .toList();
        if (!foreign.isEmpty()) {
            notes.add("Tables of other migration systems are not compared: " + String.join(", ", foreign) + ".");
        }
        relations.addAll(partitions);
        relations.addAll(foreign);
        live.guards().stream().filter(each -> !built.contains(each)).forEach(relations::add);
        return new DriftScope(new ComparisonScope(List.copyOf(relations), ownSchemas()), notes);
    }

    private static List<String> ownSchemas() {
        List<String> schemas = new ArrayList<>(List.of(ComparisonScope.ARCHIVE, ComparisonScope.RECORDER));
        for (int i = 2; i <= MOST_ARCHIVES; i++) {
            schemas.add(ComparisonScope.ARCHIVE + "_" + i);
        }
        return schemas;
    }
}
