package dev.migrationcontrol.audit;

import static dev.migrationcontrol.audit.MarkdownTable.code;
import static dev.migrationcontrol.audit.MarkdownTable.plain;

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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The document CONSOLIDATION_PLAN.md: how the systems of a tree become one history. */
final class TreePlanDocument {
    private final TreeAuditReport report;
    private final List<SystemReport> systems;
    private final String directory;
    private final Set<String> told = new HashSet<>();
    private final StringBuilder text = new StringBuilder();

    private TreePlanDocument(TreeAuditReport report) {
        this.report = report;
        this.directory = TreePlanSources.newDirectory(report);
        this.systems = report.systems().stream()
                .filter(system -> whyNot(system).isEmpty())
                .toList();
    }

    static String of(TreeAuditReport report) {
        TreePlanDocument document = new TreePlanDocument(report);
        document.target();
        if (document.needsNothing()) {
            document.text
                    .append("\nThere is nothing to consolidate: ")
                    .append(
                            document.systems.isEmpty()
                                    ? "no system with PostgreSQL scripts was found.\n"
                                    : "Flyway is the only system. Configure its locations as an environment of the service.\n");
            return document.text.toString();
        }
        document.first();
        document.order();
        document.conversion();
        document.text.append(TreePlanEnvironments.of(report.environments()));
        document.files();
        document.breaking();
        document.risks();
        document.back();
        return document.text.toString();
    }

    private boolean needsNothing() {
        return systems.stream().allMatch(system -> system.system().equals(MigrationSystems.FLYWAY));
    }

    private void target() {
        text.append(
                "# Consolidation plan\n\nTarget: **one Flyway history** (`flyway_schema_history`) in each database, its scripts in one directory "
                        + code(directory + "/")
                        + " as `V…__….sql` with `U…__….sql` beside them, run by Migration Control and readable by an unmodified Flyway.\n");
        List<SystemReport> others = report.systems().stream()
                .filter(system -> !whyNot(system).isEmpty())
                .toList();
        if (!others.isEmpty()) {
            text.append("\nNot part of it: ")
                    .append(others.stream()
                            .map(system -> code(place(system)) + " (" + whyNot(system) + ")")
                            .collect(Collectors.joining(", ")))
                    .append(".\n");
        }
    }

    static String place(SystemReport system) {
        return system.location().isEmpty() ? "." : system.location();
    }

    /** Why a system is left as it is; empty for those that are consolidated. */
    private static String whyNot(SystemReport system) {
        if (!system.database().equals("postgresql")) {
            return "for " + system.database();
        }
        if (system.forTests()) {
            return "copies for tests";
        }
        boolean unrecorded = system.system().equals(MigrationSystems.HAND_MADE)
                && system.versionTable().isEmpty()
                && system.evidence().stream().anyMatch(each -> each.endsWith("lists and executes them"));
        return unrecorded ? "run without a record of which have run" : "";
    }

    private void first() {
        heading("Before anything else");
        List<Finding> errors = report.findings().stream()
                .filter(finding ->
                        finding.severity() == Severity.ERROR && !finding.rule().equals("several-systems"))
                .toList();
        if (errors.isEmpty()) {
            text.append("No error stands in the way.\n");
            return;
        }
        text.append("These errors come first:\n\n");
        errors.stream()
                .limit(40)
                .forEach(finding -> text.append("- [ ] ")
                        .append(code(finding.where()))
                        .append(": ")
                        .append(plain(finding.detail()))
                        .append(' ')
                        .append(plain(finding.remedy()))
                        .append('\n'));
        if (errors.size() > 40) {
            text.append("- [ ] … and ").append(errors.size() - 40).append(" more; see MIGRATION_AUDIT.md.\n");
        }
    }

    private void order() {
        heading("Order of steps");
        text.append(TreePlanSteps.of(report, systems));
    }

    private void conversion() {
        heading("What becomes of each system");
        MarkdownTable table =
                new MarkdownTable(200, "System", "Where", "Migrations", "What becomes of them", "Version table");
        for (SystemReport system : systems) {
            table.row(
                    system.title(),
                    code(place(system)),
                    String.valueOf(system.migrations().size()),
                    fate(system),
                    system.versionTable().isEmpty() ? "–" : code(system.versionTable()) + " is archived");
        }
        text.append(table);
    }

    private String fate(SystemReport system) {
        if (system.system().equals(MigrationSystems.FLYWAY)) {
            return "converted: their texts stay as they are, their versions go into the order of all; repeatable scripts stay beside them";
        }
        boolean functions = system.location().endsWith(".go");
        if (MigrationSystems.named(system.system()).has(Trait.MADE_BY_ITS_TOOL) || functions) {
            String heads = system.history() != null && system.history().heads().size() > 1
                    ? "; its " + system.history().heads().size() + " heads are put in one topological order"
                    : "";
            return functions
                    ? "baselined: one `B` script of the schema that they build"
                    : "converted by the system's own SQL output, or baselined as one `B` script of the schema that they build"
                            + heads;
        }
        boolean alone = TreePlanSources.of(report, systems).count() == 1;
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

    private void files() {
        heading("Files to change");
        text.append(TreePlanChanges.of(report, systems));
    }

    private void breaking() {
        heading("What changes for users");
        MarkdownTable table = new MarkdownTable(100, "Old", "New");
        systems.stream()
                .filter(system -> !system.system().equals(MigrationSystems.FLYWAY))
                .forEach(system -> commands(table, system));
        report.variables().stream()
                .filter(TreePlanChanges::isRenamed)
                .forEach(variable -> table.row(code(variable.name()), code(String.valueOf(variable.standard()))));
        text.append(table);
    }

    private void commands(MarkdownTable table, SystemReport system) {
        Commands commands = OldCommands.named(system.system());
        if (commands == null || commands.create() == null) {
            table.row("a file in " + code(place(system)) + " for " + system.title(), OldCommands.newScript(directory));
        }
        if (commands == null) {
            table.row(
                    "the program, or a command of its own, runs " + system.title(),
                    "`POST /api/v1/environments/{environment}/upgrades` before the program starts");
        } else if (told.add(system.system())) {
            OldCommands.replaced(commands, directory).forEach(each -> table.row(code(each.getKey()), each.getValue()));
        }
    }

    private void risks() {
        heading("Risks");
        List<String> risks = new ArrayList<>();
        risks.add("Environments at different old versions: each is adopted at what it holds, after its own audit.");
        List<MigrationReport> oneWay = systems.stream()
                .flatMap(system -> system.migrations().stream())
                .filter(each -> each.down() == DownKind.MISSING
                        || each.down() == DownKind.IRREVERSIBLE
                        || each.down() == DownKind.EMPTY && each.changesSchema())
                .toList();
        if (!oneWay.isEmpty()) {
            risks.add(oneWay.size() + (oneWay.size() == 1 ? " migration has" : " migrations have")
                    + " no way back; a rollback ends before the newest of them, "
                    + code(oneWay.get(oneWay.size() - 1).version()) + ".");
        }
        List<MigrationReport> apart = systems.stream()
                .flatMap(system -> system.migrations().stream())
                .filter(each -> !each.linesOutsideTransactions().isEmpty())
                .toList();
        if (!apart.isEmpty()) {
            risks.add("Statements outside of transactions in "
                    + apart.stream().limit(5).map(each -> code(each.file())).collect(Collectors.joining(", "))
                    + (apart.size() > 5 ? " and others" : "")
                    + ": their converted scripts need `executeInTransaction=false`.");
        }
        if (systems.stream().anyMatch(system -> system.system().equals(MigrationSystems.HAND_MADE))) {
            risks.add(
                    "A home-made runner keeps no checksums that others know: its files may have been edited after they ran. The proof on scratch databases decides.");
        }
        risks.add(
                "An old runner that starts again after the adoption: the guard in place of its version table makes it fail instead of applying anything.");
        risks.forEach(risk -> text.append("- ").append(risk).append('\n'));
    }

    private void back() {
        heading("How to go back");
        text.append("Until step 8 everything of the old systems is still there. In each environment, newest first:\n\n"
                + "```sh\ncurl -s -X POST -H 'Content-Type: application/json' -H 'Prefer: wait=30' \\\n"
                + "  \"$MIGRATION_CONTROL/api/v1/environments/<environment>/consolidations\" -d '{\"mode\":\"undo\"}'\n```\n\n"
                + "The old version tables come back from the archive schema as they were, and the new history is dropped. It is"
                + " refused with `history-continued` while anything that ran after the adoption still counts as applied: roll"
                + " that back first (`POST …/rollbacks`); what has no `U` script cannot be, so until the old systems are"
                + " given up for good, let no migration without one run. Then revert the commit of step 5. After step 8,"
                + " restore the removed files from the version control first.\n");
    }

    private void heading(String title) {
        text.append("\n## ").append(title).append("\n\n");
    }
}
