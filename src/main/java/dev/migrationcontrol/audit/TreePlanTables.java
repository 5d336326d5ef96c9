package dev.migrationcontrol.audit;

import dev.migrationcontrol.source.SystemReport;
import dev.migrationcontrol.system.MigrationSystems;
import java.util.ArrayList;
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

    /**
     * A system of the tree without a table in a database.
     *
     * @param candidates tables there in which another system records that the tree has nothing of
     */
    record Missing(String environment, SystemReport system, List<String> candidates) {}

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

    /** Where a system of the tree has no table in a database that was reached: what to look for there. */
    static List<Missing> missing(List<TreeReconciliation> environments, List<SystemReport> systems) {
        List<Missing> missing = new ArrayList<>();
        environments.stream()
                .filter(each -> each.unreachable() == null)
                .map(TreeReconciliation::environment)
                .distinct()
                .forEach(name -> systems.stream()
                        .filter(system -> !system.system().equals(MigrationSystems.FLYWAY))
                        .filter(system -> environments.stream()
                                .noneMatch(each -> each.environment().equals(name)
                                        && each.table() != null
                                        && system.location().equals(each.location())))
                        .forEach(system -> missing.add(new Missing(
                                name,
                                system,
                                environments.stream()
                                        .filter(each -> each.environment().equals(name)
                                                && each.table() != null
                                                && each.location() == null)
                                        .map(each -> String.valueOf(each.table()))
                                        .toList()))));
        return missing;
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
