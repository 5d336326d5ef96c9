package dev.migrationcontrol.audit;

import dev.migrationcontrol.audit.database.DatabaseObjects;
import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.source.SystemReport;
import dev.migrationcontrol.source.VariableReport;
import dev.migrationcontrol.source.VariableUse;
import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.usage.UsageReport;
import dev.migrationcontrol.text.Listing;
import dev.migrationcontrol.text.Markdown;
import dev.migrationcontrol.text.MarkdownTemplates;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateExtension;
import io.quarkus.qute.TemplateInstance;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The document MIGRATION_AUDIT.md: what a tree holds, for people; and what its template asks of the report. */
@TemplateExtension
final class TreeAuditDocument {
    /** The build checks it against the report. */
    @CheckedTemplate(basePath = "audit")
    private static final class Templates {
        static native TemplateInstance audit(TreeAuditReport report);
    }

    private TreeAuditDocument() {}

    static String of(TreeAuditReport report) {
        return MarkdownTemplates.render(Templates.audit(report));
    }

    /** Findings of one severity. */
    record Group(Severity severity, List<Finding> findings) {
        public String title() {
            return switch (severity) {
                case ERROR -> "Errors: to be resolved before a consolidation";
                case WARNING -> "Warnings: to be looked at";
                case INFO -> "Notes";
            };
        }
    }

    static List<Group> groups(List<Finding> findings) {
        return Stream.of(Severity.values())
                .map(severity -> new Group(
                        severity,
                        findings.stream()
                                .filter(finding -> finding.severity() == severity)
                                .toList()))
                .filter(group -> !group.findings().isEmpty())
                .toList();
    }

    static long count(TreeAuditReport report, String severity) {
        return report.count(Severity.valueOf(severity));
    }

    static String day(Instant time) {
        return time.toString().substring(0, 10);
    }

    static String place(String location) {
        return location.isEmpty() ? "." : location;
    }

    static String roles(UsageReport usage) {
        Map<FileRole, Long> roles = usage.places().stream()
                .collect(Collectors.groupingBy(UsageReport.Place::role, TreeMap::new, Collectors.counting()));
        return roles.entrySet().stream()
                .map(role -> role.getKey().name().toLowerCase(Locale.ROOT) + " " + role.getValue())
                .collect(Collectors.joining(", "));
    }

    static List<UsageReport.Place> byRole(UsageReport usage) {
        return usage.places().stream()
                .sorted(Comparator.comparing(UsageReport.Place::role))
                .toList();
    }

    static RawString places(VariableReport variable, String kind) {
        List<String> uses = variable.uses().stream()
                .filter(use -> use.kind() == VariableUse.Kind.valueOf(kind))
                .map(use -> Markdown.code(use.file() + ":" + use.line())
                        + (isIndirect(use.how()) ? " (" + Markdown.plain(use.how()) + ")" : ""))
                .toList();
        return new RawString(uses.isEmpty() ? "–" : Listing.of(uses, 4));
    }

    private static boolean isIndirect(String how) {
        return how.contains("prefix") || how.startsWith("through") || how.startsWith("property");
    }

    static List<TreeObjectRow> objectRows(SystemReport system) {
        return TreeObjectRow.of(system);
    }

    static int tables(DatabaseObjects objects) {
        return objects.counts().getOrDefault("table", 0);
    }

    static List<String> tables(List<TreeObjects.OfMigration> tables) {
        return tables.stream().map(TreeObjects.OfMigration::table).toList();
    }

    static List<String> unexplainedNames(DatabaseObjects objects) {
        return objects.unexplained().stream()
                .map(object -> object.kind() + " " + object.name())
                .toList();
    }

    static RawString obstacles(TreeReconciliation environment) {
        List<String> obstacles = Stream.concat(
                        environment.withoutFile().stream().map(id -> Markdown.code(id) + " has no file"),
                        environment.failed().stream().map(id -> Markdown.code(id) + " failed"))
                .toList();
        return new RawString(obstacles.isEmpty() ? "–" : Listing.of(obstacles, 5));
    }
}
