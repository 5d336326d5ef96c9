package dev.migrationcontrol.audit.database;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.text.MarkdownTemplates;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateExtension;
import io.quarkus.qute.TemplateInstance;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An audit of a database as Markdown for people; and what its template asks of the audit. */
@TemplateExtension
final class DatabaseReport {
    /** The build checks it against the audit. */
    @CheckedTemplate(basePath = "audit")
    private static final class Templates {
        static native TemplateInstance database(DatabaseAudit audit);
    }

    private DatabaseReport() {}

    static String of(DatabaseAudit audit) {
        return MarkdownTemplates.render(Templates.database(audit));
    }

    static String severities(DatabaseAudit audit) {
        Map<Severity, Long> counts = audit.findings().stream()
                .collect(Collectors.groupingBy(Finding::severity, TreeMap::new, Collectors.counting()));
        return counts.isEmpty() ? "none" : counted(counts);
    }

    static String otherSystems(DatabaseAudit audit) {
        String systems =
                audit.systems().stream().map(DatabaseSystem::system).distinct().collect(Collectors.joining(", "));
        return systems.isEmpty() ? "none" : systems;
    }

    static String kinds(DatabaseObjects objects) {
        return counted(new TreeMap<>(objects.counts()));
    }

    static int unlisted(DatabaseObjects objects) {
        return objects.unexplainedCount() - objects.unexplained().size();
    }

    private static String counted(Map<?, ?> counts) {
        return counts.entrySet().stream()
                .map(each -> each.getValue() + " × " + each.getKey())
                .collect(Collectors.joining(", "));
    }
}
