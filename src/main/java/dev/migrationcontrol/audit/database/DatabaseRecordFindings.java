package dev.migrationcontrol.audit.database;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.system.MigrationSystem.Commands;
import dev.migrationcontrol.system.MigrationSystem.Records;
import dev.migrationcontrol.system.MigrationSystem.Trait;
import dev.migrationcontrol.system.MigrationSystem.Unfinished;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.system.RecordState;
import dev.migrationcontrol.text.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the rows of one version table say that someone should know. */
final class DatabaseRecordFindings {
    private static final int MOST_NAMED = 10;

    /** Forms of identifiers: a table that two tools write to has more than one. */
    private static final Map<String, Pattern> FORMS = new TreeMap<>(Map.of(
            "times of 14 digits", Pattern.compile("\\d{14}"),
            "epoch times", Pattern.compile("\\d{10}|\\d{13}"),
            "counted numbers", Pattern.compile("\\d{1,6}"),
            "file names", Pattern.compile(".*\\.\\w{2,4}"),
            "hashes", Pattern.compile("[0-9a-f]{12}|[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}")));

    private final DatabaseSystem system;
    private final MigrationSystem facts;
    private final List<Finding> findings = new ArrayList<>();

    private DatabaseRecordFindings(DatabaseSystem system) {
        this.system = system;
        this.facts = MigrationSystems.named(system.system());
    }

    static List<Finding> of(DatabaseSystem system) {
        DatabaseRecordFindings findings = new DatabaseRecordFindings(system);
        findings.failed();
        findings.unfinished();
        findings.undone();
        findings.heads();
        findings.unreadableByFlyway();
        findings.mixedIdentifiers();
        return findings.findings;
    }

    private void failed() {
        List<DatabaseRecord> failed = in(RecordState.FAILED);
        if (!failed.isEmpty()) {
            add(
                    "foreign-migration-failed",
                    Severity.ERROR,
                    MigrationSystems.subject(system.system()) + " recorded as failed: " + names(failed)
                            + ". Part of its changes may still be there.",
                    "Compare what is there with the script, finish or remove it, and correct the row with "
                            + MigrationSystems.spoken(system.system()) + "'s own command.");
        }
    }

    private void unfinished() {
        List<DatabaseRecord> unfinished = in(RecordState.UNFINISHED);
        if (unfinished.isEmpty()) {
            return;
        }
        Unfinished known = facts.unfinished();
        boolean expected = known != null && known.expected();
        String remedy = known == null ? null : known.remedy();
        add(
                expected ? "migration-active" : "foreign-migration-unfinished",
                expected ? Severity.WARNING : Severity.ERROR,
                known != null
                        ? known.detail().replace("{names}", names(unfinished))
                        : MigrationSystems.subject(system.system()) + " recorded as begun and not ended: "
                                + names(unfinished)
                                + ". It is running now, or it failed and part of its changes may still be there.",
                remedy != null
                        ? remedy
                        : "See whether a runner is at work. If none is, compare what is there with the script, finish or"
                                + " remove it, and correct the row with "
                                + MigrationSystems.spoken(system.system()) + "'s own command.");
    }

    private void undone() {
        List<DatabaseRecord> undone = in(RecordState.UNDONE);
        if (!undone.isEmpty() && !facts.isOf(MigrationSystems.FLYWAY)) {
            add(
                    "foreign-migration-undone",
                    Severity.INFO,
                    MigrationSystems.subject(system.system()) + " recorded as undone: " + names(undone) + ".",
                    "Do not count it as applied when the histories are consolidated.");
        }
    }

    private void heads() {
        if (facts.records() == Records.HEADS && system.current().size() > 1) {
            add(
                    "several-heads",
                    Severity.WARNING,
                    "The history has " + system.current().size() + " heads: " + String.join(", ", system.current())
                            + ". Branches were applied and never merged.",
                    "Merge them" + merge() + ", or let the consolidation put them into one order.");
        }
    }

    private String merge() {
        Commands commands = facts.commands();
        return commands == null || commands.merge() == null ? "" : " with " + commands.merge();
    }

    /** A history of another schema that a paid edition wrote to. */
    private void unreadableByFlyway() {
        List<DatabaseRecord> undo = system.migrations().stream()
                .filter(record -> facts.isOf(MigrationSystems.FLYWAY)
                        && record.detail() != null
                        && record.detail().startsWith("UNDO_")
                        && !record.detail().equals("UNDO_SCRIPT"))
                .toList();
        if (!undo.isEmpty()) {
            add(
                    "unreadable-row",
                    Severity.ERROR,
                    "The history holds rows that Flyway Community cannot read, written by another edition: "
                            + names(undo) + " as " + undo.get(0).detail() + ".",
                    "Go on with that edition, or replace the rows after a review.");
        }
    }

    private void mixedIdentifiers() {
        if (!system.table().toLowerCase(Locale.ROOT).contains("migrations") || !facts.has(Trait.ONE_FORM)) {
            return;
        }
        Map<String, List<String>> byForm = system.migrations().stream()
                .map(DatabaseRecord::version)
                .filter(version -> version != null)
                .collect(Collectors.groupingBy(DatabaseRecordFindings::form, TreeMap::new, Collectors.toList()));
        byForm.remove("");
        if (byForm.size() > 1) {
            String forms = byForm.entrySet().stream()
                    .map(each -> each.getKey() + " (" + each.getValue().size() + ", like "
                            + each.getValue().get(0) + ")")
                    .collect(Collectors.joining(", "));
            add(
                    "mixed-identifiers",
                    Severity.WARNING,
                    "The rows are of more than one form: " + forms + ". Two tools may write to this table.",
                    "Look at which runner wrote which rows before they are consolidated.");
        }
    }

    private static String form(String version) {
        return FORMS.entrySet().stream()
                .filter(form -> form.getValue().matcher(version).matches())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private List<DatabaseRecord> in(RecordState state) {
        return system.migrations().stream()
                .filter(record -> record.state() == state)
                .toList();
    }

    private static String names(List<DatabaseRecord> records) {
        List<String> names = records.stream()
                .map(record -> (record.version() == null ? record.name() : record.version())
                        + (record.detail() != null && record.detail().contains(" of ")
                                ? " (" + record.detail() + ")"
                                : ""))
                .toList();
        return Listing.of(names, MOST_NAMED);
    }

    private void add(String rule, Severity severity, String detail, String remedy) {
        findings.add(new Finding(rule, severity, system.table(), detail, remedy));
    }
}
