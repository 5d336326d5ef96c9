package dev.migrationcontrol.audit.database;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.text.Listing;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An audit of a database as Markdown for people: the same content, findings first. */
final class DatabaseReport {
    private static final int ROWS_SHOWN = 20;

    private final DatabaseAudit audit;
    private final StringBuilder text = new StringBuilder();

    DatabaseReport(DatabaseAudit audit) {
        this.audit = audit;
    }

    public String text() {
        head();
        findings();
        history();
        systems();
        runners();
        objects();
        leftovers();
        extensions();
        return text.toString();
    }

    private void head() {
        line("# Audit of the database of " + plain(audit.environment()));
        line("");
        line(code(audit.database()) + ", PostgreSQL " + audit.serverVersion() + ", looked at as " + code(audit.user())
                + " on " + audit.checkedAt() + " in " + audit.duration().toMillis() + " ms.");
        line("");
        Map<Severity, Long> bySeverity = audit.findings().stream()
                .collect(Collectors.groupingBy(Finding::severity, TreeMap::new, Collectors.counting()));
        String counts = bySeverity.entrySet().stream()
                .map(each -> each.getValue() + " × " + each.getKey())
                .collect(Collectors.joining(", "));
        String systems =
                audit.systems().stream().map(DatabaseSystem::system).distinct().collect(Collectors.joining(", "));
        line("- Findings: " + (counts.isEmpty() ? "none" : counts));
        line("- Migration systems besides the environment's own history: " + (systems.isEmpty() ? "none" : systems));
        line("- Runners at work or locks left behind: " + audit.runners().size());
        line("");
    }

    private void findings() {
        line("## Findings");
        line("");
        if (audit.findings().isEmpty()) {
            line("Nothing that someone should know or do.");
            line("");
        }
        for (Finding finding : audit.findings()) {
            line("### " + finding.severity() + ": " + finding.rule());
            line("");
            line("- Where: " + code(finding.where()));
            line("- What: " + plain(finding.detail()));
            line("- To do: " + plain(finding.remedy()));
            line("");
        }
    }

    private void history() {
        DatabaseHistory history = audit.history();
        line("## The environment's own history");
        line("");
        if (!history.exists()) {
            line("There is no table " + code(history.table()) + ".");
        } else if (history.unreadable() != null) {
            line(code(history.table()) + " cannot be read: " + plain(history.unreadable()) + ".");
        } else {
            line(code(history.table()) + ": " + history.rows() + " rows, current version "
                    + (history.currentVersion() == null ? "none" : history.currentVersion()) + ", "
                    + (history.problems().isEmpty()
                            ? "nothing is wrong with it."
                            : history.problems().size() + " problems, told above."));
        }
        line("");
    }

    private void systems() {
        line("## Migration systems");
        line("");
        if (audit.systems().isEmpty()) {
            line("No other version table was found.");
            line("");
            return;
        }
        row("System", "Table", "Rows", "Current", "Last applied");
        row("---", "---", "---:", "---", "---");
        for (DatabaseSystem system : audit.systems()) {
            row(
                    system.system() + (system.renamed() ? " (renamed)" : ""),
                    code(system.table()),
                    system.records() == null ? "?" : system.records().toString(),
                    currentOf(system),
                    cell(system.lastAppliedAt()));
        }
        line("");
        audit.systems().forEach(this::system);
    }

    private static String currentOf(DatabaseSystem system) {
        return Listing.of(system.current().stream().map(DatabaseReport::plain).toList(), 5);
    }

    private void system(DatabaseSystem system) {
        line("### " + system.system() + " in " + code(system.table()));
        line("");
        line("Columns: " + system.columns().stream().map(DatabaseReport::code).collect(Collectors.joining(", "))
                + (system.companions().isEmpty()
                        ? "."
                        : ". Beside it: "
                                + system.companions().stream()
                                        .map(DatabaseReport::code)
                                        .collect(Collectors.joining(", "))
                                + "."));
        line("");
        if (system.unreadable() != null) {
            line("Its rows cannot be read: " + plain(system.unreadable()) + ".");
            line("");
        }
        List<DatabaseRecord> records = system.migrations();
        records(records.subList(0, Math.min(ROWS_SHOWN, records.size())));
        if (records.size() > ROWS_SHOWN) {
            line("<details><summary>" + (records.size() - ROWS_SHOWN) + " older rows</summary>");
            line("");
            records(records.subList(ROWS_SHOWN, records.size()));
            line("</details>");
            line("");
        }
    }

    private void records(List<DatabaseRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        row("Version", "Name", "State", "When", "By", "Detail");
        row("---", "---", "---", "---", "---", "---");
        for (DatabaseRecord record : records) {
            row(
                    cell(record.version()),
                    cell(record.name()),
                    record.state().name(),
                    cell(record.appliedAt()),
                    cell(record.appliedBy()),
                    cell(record.detail()));
        }
        line("");
    }

    private void runners() {
        line("## Runners at work");
        line("");
        if (audit.runners().isEmpty()) {
            line("None was seen.");
            line("");
            return;
        }
        row("System", "Known by", "Lock", "Who", "Since");
        row("---", "---", "---", "---", "---");
        for (DatabaseRunner runner : audit.runners()) {
            row(
                    runner.system(),
                    runner.how().name() + (runner.waiting() ? " (waiting)" : ""),
                    code(runner.lock()),
                    cell(runner.holder()),
                    cell(runner.since()));
        }
        line("");
    }

    private void objects() {
        DatabaseObjects objects = audit.objects();
        line("## Objects");
        line("");
        line(
                objects.counts().isEmpty()
                        ? "There are none."
                        : new TreeMap<>(objects.counts())
                                        .entrySet().stream()
                                                .map(each -> each.getValue() + " × " + each.getKey())
                                                .collect(Collectors.joining(", "))
                                + ". " + explained(objects));
        line("");
        objects.unexplained().forEach(object -> line("- " + object.kind() + " " + code(object.name())));
        if (objects.unexplainedCount() > objects.unexplained().size()) {
            line("- and " + (objects.unexplainedCount() - objects.unexplained().size()) + " more");
        }
        if (!objects.unexplained().isEmpty()) {
            line("");
        }
    }

    private static String explained(DatabaseObjects objects) {
        return switch (objects.judged()) {
            case NOT_JUDGED -> "Which migration made them cannot be said.";
            case NO_SYSTEM -> "No migration system left a trace that would explain them.";
            case SCRIPTS ->
                objects.unexplainedCount() == 0
                        ? "Applied scripts name all of them."
                        : "No applied script names " + objects.unexplainedCount() + " of them:";
        };
    }

    private void leftovers() {
        if (audit.leftovers().isEmpty()) {
            return;
        }
        line("## Left behind");
        line("");
        row("Kind", "Name", "Table", "Definition");
        row("---", "---", "---", "---");
        audit.leftovers()
                .forEach(each ->
                        row(each.kind().name(), code(each.name()), code(each.table()), code(each.definition())));
        line("");
    }

    private void extensions() {
        line("## Extensions");
        line("");
        line(
                audit.extensions().isEmpty()
                        ? "None but those of every database."
                        : audit.extensions().stream()
                                        .map(each -> plain(each.name()) + " " + plain(each.version()) + " in "
                                                + code(each.schema()))
                                        .collect(Collectors.joining(", "))
                                + ".");
    }

    /** @param cells escaped already */
    private void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String cell(@Nullable String value) {
        return value == null ? "" : plain(value);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    /** As text that Markdown takes for nothing else. */
    private static String plain(String value) {
        return value.replace("\r", " ")
                .replace("\n", " ")
                .replace("\\", "\\\\")
                .replace("<", "&lt;")
                .replaceAll("([|`*\\[\\]])", "\\\\$1")
                .replaceAll("(?<![A-Za-z0-9_])_|_(?![A-Za-z0-9_])", "\\\\_");
    }

    private static String code(String value) {
        return "`" + value.replace("\n", " ").replace('`', '\'').replace("|", "\\|") + "`";
    }
}
