package dev.migrationcontrol.audit;

import static dev.migrationcontrol.text.Markdown.code;
import static dev.migrationcontrol.text.Markdown.plain;

import dev.migrationcontrol.audit.patch.TreePatch;
import dev.migrationcontrol.conversion.TreeConversion;
import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.source.MigrationReport;
import dev.migrationcontrol.source.SystemReport;
import dev.migrationcontrol.source.script.DownKind;
import dev.migrationcontrol.system.MigrationSystem.Commands;
import dev.migrationcontrol.system.MigrationSystem.Trait;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.system.OldCommands;
import dev.migrationcontrol.text.MarkdownTemplates;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The document CONSOLIDATION_PLAN.md: how the systems of a tree become one history; and what its template asks. */
final class TreePlanDocument {
    private final TreeAuditReport report;
    private final List<SystemReport> systems;
    private final String directory;
    private final TreePlanSources sources;
    private final List<String> diffs;

    /** The build checks it against what this class answers. */
    @CheckedTemplate(basePath = "audit")
    private static final class Templates {
        static native TemplateInstance plan(TreePlanDocument plan);
    }

    private TreePlanDocument(TreeAuditReport report, List<String> diffs) {
        this.report = report;
        this.diffs = diffs;
        this.directory = TreePlanSources.newDirectory(report);
        this.systems = report.systems().stream()
                .filter(system -> whyNot(system).isEmpty())
                .toList();
        this.sources = TreePlanSources.of(report, systems);
    }

    /** @param diffs of the patch, one for each file */
    static String of(TreeAuditReport report, List<String> diffs) {
        return MarkdownTemplates.render(Templates.plan(new TreePlanDocument(report, diffs)));
    }

    /** What the patch of the tree is drafted for. */
    static TreePatch.Order order(TreeAuditReport report) {
        TreePlanDocument plan = new TreePlanDocument(report, List.of());
        return new TreePatch.Order(
                plan.needsNothing() ? List.of() : plan.systems(),
                report.variables(),
                plan.directory(),
                TreePlanEnvironments.main(report),
                TreePlanEnvironments.test(report));
    }

    public List<TreePlanDraft> drafts() {
        return TreePlanDraft.of(report.changes(), diffs);
    }

    public TreeAuditReport report() {
        return report;
    }

    public List<SystemReport> systems() {
        return systems;
    }

    public String directory() {
        return directory;
    }

    public String scripts() {
        return directory + "/";
    }

    public TreePlanSources sources() {
        return sources;
    }

    public TreePlanSteps steps() {
        return new TreePlanSteps(report, systems);
    }

    public List<TreePlanChanges.Row> changes() {
        return TreePlanChanges.of(report, systems);
    }

    public boolean needsNothing() {
        return systems.stream().allMatch(system -> system.system().equals(MigrationSystems.FLYWAY));
    }

    /** The systems that are left as they are. */
    public List<SystemReport> others() {
        return report.systems().stream()
                .filter(system -> !whyNot(system).isEmpty())
                .toList();
    }

    public List<String> places() {
        return systems.stream()
                .map(system -> TreeAuditDocument.place(system.location()))
                .distinct()
                .toList();
    }

    /** Why a system is left as it is; empty for those that are consolidated. */
    public String whyNot(SystemReport system) {
        if (!system.database().equals("postgresql")) {
            return "for " + system.database();
        }
        if (system.forTests()) {
            return "copies for tests";
        }
        boolean unrecorded = system.system().equals(MigrationSystems.CUSTOM)
                && system.versionTable().isEmpty()
                && system.evidence().stream().anyMatch(each -> each.endsWith("lists and executes them"));
        return unrecorded ? "run without a record of which have run" : "";
    }

    public List<Finding> errors() {
        return report.findings().stream()
                .filter(finding ->
                        finding.severity() == Severity.ERROR && !finding.rule().equals("several-systems"))
                .toList();
    }

    /** What becomes of a system's migrations. */
    public RawString fate(SystemReport system) {
        return new RawString(conversion(system));
    }

    private String conversion(SystemReport system) {
        if (system.system().equals(MigrationSystems.FLYWAY)) {
            return "converted: their texts stay as they are, their versions go into the order of all; repeatable scripts stay next to them";
        }
        if (system.migrations().isEmpty()) {
            return "nothing is converted: the tree holds no migrations of it; its program is removed";
        }
        boolean functions = !system.hasScriptFiles();
        if (MigrationSystems.named(system.system()).has(Trait.MADE_BY_ITS_TOOL) || functions) {
            String heads = system.history() != null && system.history().heads().size() > 1
                    ? "; its " + system.history().heads().size() + " heads are put in one topological order"
                    : "";
            return functions
                    ? "baselined: one `B` script of the schema that they build"
                    : "converted by the system's own SQL output, or baselined as one `B` script of the schema that they build"
                            + heads;
        }
        boolean alone = sources.count() == 1;
        return report.conversions().stream()
                .filter(each ->
                        each.system().equals(system.system()) && each.location().equals(system.location()))
                .map(each -> converted(each, alone))
                .findFirst()
                .orElse("baselined: one `B` script of the schema that they build");
    }

    /** @param alone whether the scripts keep these names, since no other source comes before them */
    private static String converted(TreeConversion conversion, boolean alone) {
        if (conversion.note() != null) {
            return "not convertible as they are (" + plain(conversion.note())
                    + "); else baselined as one `B` script of the schema that they build";
        }
        String names = alone && conversion.first() != null && conversion.last() != null
                ? ", " + code(conversion.first()) + " to " + code(conversion.last())
                : "";
        return "converted: " + conversion.scripts() + " `V` scripts and " + conversion.undoScripts() + " `U` scripts"
                + names;
    }

    /** What people type today, and what takes its place. */
    public List<Map.Entry<RawString, RawString>> replacements() {
        List<Map.Entry<RawString, RawString>> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (SystemReport system : systems) {
            if (!system.system().equals(MigrationSystems.FLYWAY)) {
                commands(system, seen.add(system.system()))
                        .forEach(each -> all.add(entry(each.getKey(), each.getValue())));
            }
        }
        report.variables().stream()
                .filter(TreePlanChanges::isRenamed)
                .forEach(each -> all.add(entry(code(each.name()), code(String.valueOf(each.standard())))));
        return all;
    }

    private List<Map.Entry<String, String>> commands(SystemReport system, boolean first) {
        List<Map.Entry<String, String>> all = new ArrayList<>();
        Commands commands = OldCommands.named(system.system());
        String title = plain(system.title());
        if (commands == null || commands.create() == null) {
            String place = code(TreeAuditDocument.place(system.location()));
            all.add(Map.entry("a file in " + place + " for " + title, OldCommands.newScript(directory)));
        }
        if (commands == null) {
            all.add(Map.entry(
                    "the program, or a command of its own, runs " + title,
                    "`POST /api/v1/environments/{environment}/upgrades` before the program starts"));
        } else if (first) {
            OldCommands.replaced(commands, directory)
                    .forEach(each -> all.add(Map.entry(code(each.getKey()), each.getValue())));
        }
        return all;
    }

    private static Map.Entry<RawString, RawString> entry(String old, String by) {
        return Map.entry(new RawString(old), new RawString(by));
    }

    /** Migrations that cannot be taken back. */
    public List<MigrationReport> oneWay() {
        return migrations(each -> each.down() == DownKind.MISSING
                || each.down() == DownKind.IRREVERSIBLE
                || each.down() == DownKind.EMPTY && each.changesSchema());
    }

    /** Migrations with statements that run outside of transactions. */
    public List<MigrationReport> apart() {
        return migrations(each -> !each.linesOutsideTransactions().isEmpty());
    }

    private List<MigrationReport> migrations(Predicate<MigrationReport> which) {
        return systems.stream()
                .flatMap(system -> system.migrations().stream())
                .filter(which)
                .toList();
    }

    public boolean hasCustomRunner() {
        return systems.stream().anyMatch(system -> system.system().equals(MigrationSystems.CUSTOM));
    }
}
