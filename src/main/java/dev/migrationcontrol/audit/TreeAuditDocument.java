package dev.migrationcontrol.audit;

import static dev.migrationcontrol.audit.MarkdownTable.code;
import static dev.migrationcontrol.audit.MarkdownTable.plain;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.source.MigrationReport;
import dev.migrationcontrol.source.SystemReport;
import dev.migrationcontrol.source.UsageReport;
import dev.migrationcontrol.source.VariableReport;
import dev.migrationcontrol.source.VariableUse;
import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.text.Listing;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The document MIGRATION_AUDIT.md: what a tree holds, for people. */
final class TreeAuditDocument {
    private static final int MIGRATIONS = 400;
    private static final int USAGES = 60;
    private static final int FINDINGS = 200;

    private final TreeAuditReport report;
    private final StringBuilder text = new StringBuilder();

    private TreeAuditDocument(TreeAuditReport report) {
        this.report = report;
    }

    static String of(TreeAuditReport report) {
        TreeAuditDocument document = new TreeAuditDocument(report);
        document.summary();
        document.findings();
        document.systems();
        document.usage();
        document.tests();
        document.variables();
        document.environments();
        document.text.append(TreeTrialSection.of(report.trials()));
        return document.text.toString();
    }

    private void summary() {
        heading(1, "Migration audit");
        String day = DateTimeFormatter.ISO_LOCAL_DATE.format(report.readAt().atOffset(ZoneOffset.UTC));
        text.append("Read on ")
                .append(day)
                .append(": ")
                .append(report.extent().files())
                .append(" files of ")
                .append(plain(report.tree()))
                .append(". Dependencies, build results and binaries are left out; ")
                .append(
                        report.trials().isEmpty()
                                ? "nothing of the tree was run.\n\n"
                                : "its migrations were tried on scratch databases.\n\n");
        if (report.systems().isEmpty()) {
            text.append("**No migration system was found.**\n");
            return;
        }
        MarkdownTable table =
                new MarkdownTable(100, "System", "Where", "Database", "Version table", "Migrations", "Heads");
        for (SystemReport system : report.systems()) {
            table.row(
                    system.title(),
                    code(system.location()),
                    system.database(),
                    code(system.versionTable()),
                    String.valueOf(system.migrations().size()),
                    system.history() == null
                            ? "–"
                            : String.valueOf(system.history().heads().size()));
        }
        text.append(table);
        text.append('\n')
                .append(report.count(Severity.ERROR))
                .append(" errors, ")
                .append(report.count(Severity.WARNING))
                .append(" warnings, ")
                .append(report.count(Severity.INFO))
                .append(" notes.\n");
    }

    private void findings() {
        heading(2, "Findings");
        for (Severity severity : Severity.values()) {
            List<Finding> some = report.findings().stream()
                    .filter(finding -> finding.severity() == severity)
                    .toList();
            if (!some.isEmpty()) {
                heading(
                        3,
                        switch (severity) {
                            case ERROR -> "Errors: to be resolved before a consolidation";
                            case WARNING -> "Warnings: to be looked at";
                            case INFO -> "Notes";
                        });
                MarkdownTable table = new MarkdownTable(FINDINGS, "Where", "What", "What to do", "Rule");
                some.forEach(finding -> table.row(
                        code(finding.where()), plain(finding.detail()), plain(finding.remedy()), code(finding.rule())));
                text.append(table);
            }
        }
        if (report.findings().isEmpty()) {
            text.append("None.\n");
        }
    }

    private void systems() {
        heading(2, "Systems and migrations");
        for (SystemReport system : report.systems()) {
            heading(3, system.title() + " in " + code(system.location().isEmpty() ? "." : system.location()));
            text.append("Recognised by: ")
                    .append(system.evidence().stream().map(MarkdownTable::plain).collect(Collectors.joining("; ")))
                    .append(".\n\n");
            if (system.history() != null) {
                history(system.history());
            }
            migrations(system);
        }
    }

    private void history(SystemReport.History history) {
        text.append("Heads: ")
                .append(codes(history.heads()))
                .append(". Roots: ")
                .append(codes(history.roots()));
        if (!history.branchPoints().isEmpty()) {
            text.append(". Branches at: ").append(codes(history.branchPoints()));
        }
        if (!history.merges().isEmpty()) {
            text.append(". Merged by: ").append(codes(history.merges()));
        }
        text.append(".\n\n```mermaid\n").append(history.diagram()).append("```\n\n");
    }

    private static String codes(List<String> names) {
        return names.isEmpty()
                ? "none"
                : Listing.of(names.stream().map(MarkdownTable::code).toList(), 10);
    }

    private void migrations(SystemReport system) {
        MarkdownTable table =
                new MarkdownTable(MIGRATIONS, "Version", "Purpose", "Follows", "Date", "Way back", "File");
        for (MigrationReport each : system.migrations()) {
            String apart = each.linesOutsideTransactions().isEmpty()
                    ? ""
                    : " (outside of transactions: line "
                            + each.linesOutsideTransactions().get(0) + ")";
            table.row(
                    code(each.version()),
                    plain(each.purpose()) + apart,
                    each.parents().isEmpty() ? "–" : codes(each.parents()),
                    each.date() == null ? "–" : each.date(),
                    wayBack(each),
                    code(each.file()));
        }
        text.append(table);
    }

    private static String wayBack(MigrationReport migration) {
        return switch (migration.down()) {
            case PRESENT -> "yes";
            case EMPTY -> migration.changesSchema() ? "**empty**" : "empty, rightly";
            case DERIVED -> "derived";
            case IRREVERSIBLE -> "refused";
            case MISSING -> "none";
        };
    }

    private void usage() {
        heading(2, "Who uses what");
        for (UsageReport usage : report.usage()) {
            heading(3, usage.title() + ": " + usage.count() + " places");
            Map<FileRole, Long> roles = usage.places().stream()
                    .collect(Collectors.groupingBy(UsageReport.Place::role, TreeMap::new, Collectors.counting()));
            if (!roles.isEmpty()) {
                text.append(roles.entrySet().stream()
                                .map(role -> role.getKey().name().toLowerCase(Locale.ROOT) + " " + role.getValue())
                                .collect(Collectors.joining(", ")))
                        .append("\n\n");
                MarkdownTable table = new MarkdownTable(USAGES, "Where", "In", "How", "Text");
                usage.places().stream()
                        .sorted(Comparator.comparing(UsageReport.Place::role))
                        .forEach(place -> table.row(
                                code(place.file() + ":" + place.line()),
                                place.role().name().toLowerCase(Locale.ROOT),
                                place.kind().toLowerCase(Locale.ROOT),
                                code(place.text())));
                text.append(table);
            } else {
                text.append("Nothing in the tree names it.\n");
            }
        }
    }

    private void tests() {
        heading(2, "Tests");
        MarkdownTable table = new MarkdownTable(100, "System", "Test files that exercise it");
        report.usage()
                .forEach(usage ->
                        table.row(usage.title(), usage.tests().isEmpty() ? "none seen" : codes(usage.tests())));
        text.append(report.usage().isEmpty() ? "There is nothing to exercise.\n" : table.toString());
    }

    private void variables() {
        heading(2, "Database variables");
        if (report.variables().isEmpty()) {
            text.append("None were found.\n");
            return;
        }
        MarkdownTable table =
                new MarkdownTable(200, "Variable", "Standard spelling", "Read in", "Set in", "Described in");
        for (VariableReport variable : report.variables()) {
            String standard = variable.noDatabase() != null
                    ? "no database variable: " + plain(variable.noDatabase())
                    : variable.standard() == null
                            ? "–"
                            : variable.standard().equals(variable.name()) ? "as it is" : code(variable.standard());
            table.row(
                    code(variable.name()),
                    standard,
                    places(variable, VariableUse.Kind.READS),
                    places(variable, VariableUse.Kind.SETS),
                    places(variable, VariableUse.Kind.DOCUMENTS));
        }
        text.append(table);
    }

    private static String places(VariableReport variable, VariableUse.Kind kind) {
        List<String> uses = variable.uses().stream()
                .filter(use -> use.kind() == kind)
                .map(use -> code(use.file() + ":" + use.line())
                        + (use.how().contains("prefix")
                                        || use.how().startsWith("through")
                                        || use.how().startsWith("property")
                                ? " (" + plain(use.how()) + ")"
                                : ""))
                .toList();
        return uses.isEmpty() ? "–" : Listing.of(uses, 4);
    }

    private void environments() {
        if (report.environments().isEmpty()) {
            return;
        }
        heading(2, "What the databases recorded");
        MarkdownTable table = new MarkdownTable(
                200, "Environment", "System", "Table", "Newest recorded", "No file", "Not recorded", "Failed");
        for (TreeReconciliation each : report.environments()) {
            table.row(
                    each.environment(),
                    each.system() == null ? "not reached" : each.system(),
                    each.table() == null ? "–" : code(each.table()),
                    codes(each.recorded()),
                    codes(each.withoutFile()),
                    codes(each.notRecorded()),
                    codes(each.failed()));
        }
        text.append(table);
        text.append(TreeObjectSection.of(report.objects()));
    }

    private void heading(int level, String title) {
        if (text.length() > 0 && !text.toString().endsWith("\n\n")) {
            text.append('\n');
        }
        text.append("#".repeat(level)).append(' ').append(title).append("\n\n");
    }
}
