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

    private TreePlanTables() {}

    /** For each environment that was reached the member of the request, or nothing where no table is known. */
    static Map<String, String> of(List<TreeReconciliation> environments, List<SystemReport> systems) {
        Map<String, Map<String, String>> tables = new LinkedHashMap<>();
        for (TreeReconciliation each : environments) {
            Map<String, String> own = tables.computeIfAbsent(each.environment(), name -> new LinkedHashMap<>());
            String table = each.table();
            String system = system(each, systems);
            if (table != null && !system.isEmpty() && PLAIN.matcher(table).matches()) {
                own.putIfAbsent(system, table);
            }
        }
        return tables.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> json(each.getValue()), (one, other) -> one, LinkedHashMap::new));
    }

    /** As the manifest will have it: the system of the tree whose rows these are; nothing where it is none of them. */
    private static String system(TreeReconciliation each, List<SystemReport> systems) {
        return systems.stream()
                .filter(system -> system.location().equals(each.location()))
                .map(SystemReport::system)
                .findFirst()
                .orElse("");
    }

    private static String json(Map<String, String> tables) {
        return tables.isEmpty()
                ? ""
                : tables.entrySet().stream()
                        .map(each -> "{\"system\":\"" + each.getKey() + "\",\"table\":\"" + each.getValue() + "\"}")
                        .collect(Collectors.joining(",", ",\"tables\":[", "]"));
    }
}
