package dev.migrationcontrol.audit;

import dev.migrationcontrol.source.VariableReport;
import java.util.List;
import java.util.Locale;

/** What the service calls the databases of a tree: as the audit named them, else by their variables. */
final class TreePlanEnvironments {
    private static final String SUFFIX = "DATABASE_URL";

    private TreePlanEnvironments() {}

    static String test(TreeAuditReport report) {
        return named(report).stream()
                .filter(TreePlanEnvironments::isTest)
                .findFirst()
                .orElse("test");
    }

    /** That which a developer upgrades; never the production where there is another. */
    static String main(TreeAuditReport report) {
        List<String> others =
                named(report).stream().filter(name -> !isTest(name)).toList();
        List<String> read = report.variables().stream()
                .filter(variable -> variable.read() && variable.noDatabase() == null)
                .map(VariableReport::name)
                .filter(name -> name.endsWith(SUFFIX) && !name.startsWith("TEST_"))
                .map(TreePlanEnvironments::ofVariable)
                .toList();
        return others.stream()
                .filter(name -> !name.contains("prod") && !name.contains("live"))
                .findFirst()
                .or(() -> read.stream().filter("main"::equals).findFirst())
                .or(() -> read.stream().findFirst())
                .orElse("development");
    }

    private static List<String> named(TreeAuditReport report) {
        return report.environments().stream()
                .map(TreeReconciliation::environment)
                .distinct()
                .toList();
    }

    private static boolean isTest(String name) {
        return name.contains("test");
    }

    private static String ofVariable(String name) {
        String first = name.substring(0, name.length() - SUFFIX.length());
        return first.isEmpty()
                ? "main"
                : first.toLowerCase(Locale.ROOT).replaceAll("_+$", "").replace('_', '-');
    }
}
