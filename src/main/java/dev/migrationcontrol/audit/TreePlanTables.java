package dev.migrationcontrol.audit;

import dev.migrationcontrol.source.SystemReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where each environment's old systems record, as a consolidation's request names it. */
final class TreePlanTables {
    /** Other names would need quotes that a command line takes away. */
    private static final Pattern PLAIN = Pattern.compile("[\\w -]+\\.[\\w -]+");

    /** A table of the request. */
    record Table(String system, String table) {}

    private TreePlanTables() {}

    /** For each environment that was reached its tables, none where no table is known. */
    static Map<String, List<Table>> of(List<TreeReconciliation> environments, List<SystemReport> systems) {
        Map<String, Map<String, Table>> tables = new LinkedHashMap<>();
        for (TreeReconciliation each : environments) {
            Map<String, Table> own = tables.computeIfAbsent(each.environment(), name -> new LinkedHashMap<>());
            String table = each.table();
            String system = system(each, systems);
            if (table != null && !system.isEmpty() && PLAIN.matcher(table).matches()) {
                own.putIfAbsent(system, new Table(system, table));
            }
        }
        return tables.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        each -> List.copyOf(each.getValue().values()),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    /** As the manifest will have it: the system of the tree whose rows these are; nothing where it is none of them. */
    private static String system(TreeReconciliation each, List<SystemReport> systems) {
        return systems.stream()
                .filter(system -> system.location().equals(each.location()))
                .map(SystemReport::system)
                .findFirst()
                .orElse("");
    }
}
