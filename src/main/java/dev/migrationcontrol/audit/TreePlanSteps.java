package dev.migrationcontrol.audit;

import static dev.migrationcontrol.audit.TreePlanSources.ENVIRONMENT;

import dev.migrationcontrol.source.SystemReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The order of steps of a consolidation, each with the commands that take it. */
final class TreePlanSteps {
    private static final String API = "$MIGRATION_CONTROL/api/v1";
    private static final String JSON = "-H 'Content-Type: application/json'";

    private final TreeAuditReport report;
    private final List<SystemReport> systems;
    private final TreePlanSources sources;
    private final StringBuilder text = new StringBuilder();
    private int steps;

    private TreePlanSteps(TreeAuditReport report, List<SystemReport> systems) {
        this.report = report;
        this.systems = systems;
        this.sources = TreePlanSources.of(report, systems);
    }

    static String of(TreeAuditReport report, List<SystemReport> systems) {
        TreePlanSteps all = new TreePlanSteps(report, systems);
        all.text.append("`$MIGRATION_CONTROL` stands for the service's address, as `http://localhost:8080`.\n\n");
        all.before();
        all.convert();
        all.adopt();
        return all.text.toString();
    }

    private void before() {
        step("Freeze: no new migrations in "
                + systems.stream()
                        .map(TreePlanDocument::place)
                        .distinct()
                        .map(MarkdownTable::code)
                        .collect(Collectors.joining(", "))
                + " until step 6.");
        step("Audit every environment's database, and bring all of them to what their old systems hold.");
        inEach("curl -s -H 'Accept: text/markdown' " + quoted("/environments/$environment/audit"));
    }

    private void convert() {
        if (sources.isEmpty() || !sources.isPlain()) {
            step("Convert the scripts as the table below says (`POST /api/v1/conversions`); commit the result with its"
                    + " manifest of old and new versions.");
            return;
        }
        step(
                "Convert; the tree lies below a root of `migration-control.consolidation.roots`. Commit what comes out, with"
                        + " `manifest.json`, which maps every old id to its new version and back." + order());
        List<String> commands = new ArrayList<>(sources.preparation());
        commands.add("curl -s --fail-with-body " + JSON + " -H 'Accept: application/zip' -o migrations.zip \\");
        commands.add("  " + quoted("/conversions") + " -d '{\"sources\":[");
        commands.addAll(sources.json().lines().toList());
        commands.add("  ]}'");
        commands.add("unzip migrations.zip -d " + TreePlanSources.newDirectory(report));
        block(commands);
        if (sources.takesBaseline()) {
            note("For `" + ENVIRONMENT
                    + "` name an environment whose database those migrations have built; its schema is"
                    + " read and becomes the `B` script.");
        }
    }

    private String order() {
        return sources.count() < 2
                ? ""
                : " The sources become one order: by date where all versions are times, else source after source with the"
                        + " source's number before each version; the manifest's `order` says which. Put first what the"
                        + " others build on, and what every environment holds whole.";
    }

    private void adopt() {
        step(
                "Prove: make the directory a location of each environment, and ask for the plan. What counts as applied is built"
                        + " on a scratch database and compared with the environment's own, object by object. Each answer is an"
                        + " operation, whose `state` has to be `SUCCEEDED` and whose `result` tells; adopt nothing on a difference.");
        if (sources.holdsFlyway()) {
            note(
                    "A consolidation begins a history and never adds to one, and `flyway_schema_history` has rows: give the new"
                            + " history a name of its own in each environment"
                            + " (`migration-control.environments.<environment>.history-table=one_history`). Flyway's old one counts as"
                            + " an old system, and is retired with the others.");
        }
        consolidate("plan", 300);
        step("Change the files listed below in one commit: application, tests, pipelines, deployment, documents.");
        step("Adopt environment by environment, tests first, production last: what was applied counts as applied.");
        consolidate("adopt", 300);
        step(
                "Retire: the old version tables move into an archive schema, and a guard in their place stops old runners.");
        inEach(consolidation(60, body("retire", "")));
        step("Remove the old scripts, runners and dependencies one release later.");
    }

    /** The same request in each environment, or one of its own where they keep their tables elsewhere. */
    private void consolidate(String mode, int seconds) {
        Map<String, String> tables = TreePlanTables.of(report.environments(), systems);
        if (Set.copyOf(tables.values()).size() < 2) {
            inEach(consolidation(seconds, body(mode, String.join("", Set.copyOf(tables.values())))));
            return;
        }
        List<String> commands = new ArrayList<>();
        tables.keySet().stream()
                .sorted(Comparator.comparing(TreePlanSteps::gravity))
                .forEach(each -> {
                    commands.add("environment=" + each);
                    commands.add(consolidation(seconds, body(mode, String.valueOf(tables.get(each)))));
                });
        block(commands);
    }

    /** What changes something names its environment twice, as a protected one wants it. */
    private static String body(String mode, String tables) {
        return mode.equals("plan")
                ? "'{\"mode\":\"plan\"" + tables + "}'"
                : "\"{\\\"mode\\\":\\\"" + mode + "\\\",\\\"confirm\\\":\\\"$environment\\\""
                        + tables.replace("\"", "\\\"") + "}\"";
    }

    private static String consolidation(int seconds, String body) {
        return "curl -s -X POST " + JSON + " -H 'Prefer: wait=" + seconds + "' "
                + quoted("/environments/$environment/consolidations") + " -d " + body;
    }

    private static String quoted(String path) {
        return "\"" + API + path + "\"";
    }

    /** One command for every environment that the audit knows, those that can bear most first. */
    private void inEach(String command) {
        List<String> names = report.environments().stream()
                .map(TreeReconciliation::environment)
                .distinct()
                .sorted(Comparator.comparing(TreePlanSteps::gravity))
                .toList();
        block(List.of(
                "for environment in " + (names.isEmpty() ? "test production" : String.join(" ", names)) + "; do",
                "  " + command,
                "done"));
    }

    private static int gravity(String environment) {
        String name = environment.toLowerCase(Locale.ROOT);
        if (name.contains("prod") || name.contains("live")) {
            return 2;
        }
        return name.contains("test") || name.contains("dev") || name.contains("ci") || name.contains("local") ? 0 : 1;
    }

    private void step(String what) {
        text.append(++steps).append(". ").append(what).append('\n');
    }

    private void note(String what) {
        text.append("\n   ").append(what).append('\n');
    }

    private void block(List<String> lines) {
        text.append("\n   ```sh\n");
        lines.forEach(line -> text.append("   ").append(line).append('\n'));
        text.append("   ```\n\n");
    }
}
