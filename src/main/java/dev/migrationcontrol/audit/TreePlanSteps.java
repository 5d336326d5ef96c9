package dev.migrationcontrol.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.audit.TreePlanTables.Table;
import dev.migrationcontrol.source.SystemReport;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The commands that take the steps of a consolidation in each environment, those that can bear most first. */
final class TreePlanSteps {
    private final TreeAuditReport report;
    private final List<SystemReport> systems;
    private final Map<String, List<Table>> tables;

    TreePlanSteps(TreeAuditReport report, List<SystemReport> systems) {
        this.report = report;
        this.systems = systems;
        this.tables = TreePlanTables.of(report.environments(), systems);
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Request(String mode, @Nullable String confirm, List<Table> tables) {}

    public List<TreePlanTables.Missing> missing() {
        return TreePlanTables.missing(report.environments(), systems);
    }

    /** Whether the audit named any environment. */
    public boolean namesEnvironments() {
        return !report.environments().isEmpty();
    }

    /** Every environment that the audit knows, as the words of a loop. */
    public String environments() {
        String names = report.environments().stream()
                .map(TreeReconciliation::environment)
                .distinct()
                .sorted(Comparator.comparing(TreePlanSteps::gravity))
                .map(Shell::word)
                .collect(Collectors.joining(" "));
        return names.isEmpty() ? "test production" : names;
    }

    /** The same request in each environment, or one of its own where they keep their tables elsewhere. */
    public List<String> consolidation(String mode, int seconds) {
        Set<List<Table>> different = Set.copyOf(tables.values());
        if (different.size() < 2 || mode.equals("retire")) {
            List<Table> common = mode.equals("retire") || different.isEmpty()
                    ? List.of()
                    : different.iterator().next();
            return List.of(
                    "for environment in " + environments() + "; do", "  " + request(mode, seconds, common), "done");
        }
        return tables.entrySet().stream()
                .sorted(Comparator.comparing(each -> gravity(each.getKey())))
                .flatMap(each ->
                        Stream.of("environment=" + Shell.word(each.getKey()), request(mode, seconds, each.getValue())))
                .toList();
    }

    /** What changes something names its environment twice, as a protected one wants it. */
    private static String request(String mode, int seconds, List<Table> tables) {
        boolean plan = mode.equals("plan");
        String json = Shell.json(new Request(mode, plan ? null : "$environment", tables));
        return "curl -s -X POST -H 'Content-Type: application/json' -H 'Prefer: wait=" + seconds
                + "' \"$MIGRATION_CONTROL/api/v1/environments/$environment/consolidations\" -d "
                + (plan ? "'" + json + "'" : "\"" + json.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
    }

    private static int gravity(String environment) {
        String name = environment.toLowerCase(Locale.ROOT);
        if (name.contains("prod") || name.contains("live")) {
            return 2;
        }
        return name.contains("test") || name.contains("dev") || name.contains("ci") || name.contains("local") ? 0 : 1;
    }
}
