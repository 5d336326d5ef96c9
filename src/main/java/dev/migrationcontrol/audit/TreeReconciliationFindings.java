package dev.migrationcontrol.audit;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.source.SystemReport;
import dev.migrationcontrol.system.MigrationSystem.Records;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.text.Listing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** What someone should know of the difference between databases and files. */
final class TreeReconciliationFindings {
    private TreeReconciliationFindings() {}

    static List<Finding> of(List<TreeReconciliation> all, List<SystemReport> systems) {
        List<Finding> findings = new ArrayList<>();
        for (TreeReconciliation each : all) {
            if (each.unreachable() == null) {
                recorded(each, findings);
                heads(each, systems, findings);
            } else {
                findings.add(new Finding(
                        "environment-unreachable",
                        Severity.WARNING,
                        each.environment(),
                        "The database could not be compared: " + each.unreachable(),
                        "Audit again when it can be reached."));
            }
        }
        return findings;
    }

    private static void recorded(TreeReconciliation each, List<Finding> findings) {
        if (each.location() == null && !each.withoutFile().isEmpty()) {
            findings.add(new Finding(
                    "recorded-without-file",
                    Severity.ERROR,
                    where(each),
                    each.system() + " recorded " + named(each.withoutFile())
                            + ", and the tree has no scripts of it at all.",
                    "Audit the repository that has them, whole, and not only one directory of it; without them the"
                            + " history cannot be converted, only baselined."));
        } else if (!each.withoutFile().isEmpty()) {
            findings.add(new Finding(
                    "recorded-without-file",
                    Severity.ERROR,
                    where(each),
                    each.system() + " recorded " + named(each.withoutFile()) + ", of which the tree has no file.",
                    "Look for the files in other branches; without them the history cannot be converted, only"
                            + " baselined."));
        }
        if (!each.failed().isEmpty()) {
            findings.add(new Finding(
                    "recorded-as-failed",
                    Severity.ERROR,
                    where(each),
                    each.system() + " recorded as failed or unfinished: " + named(each.failed()) + ".",
                    "Find out what of it is there, finish or remove it, and correct the row with the system's own"
                            + " command."));
        }
        if (!each.notRecorded().isEmpty()) {
            findings.add(new Finding(
                    "file-not-recorded",
                    Severity.INFO,
                    where(each),
                    each.notRecorded().size() + " migrations of " + each.location() + " are not recorded there: "
                            + named(each.notRecorded()) + ".",
                    "Apply them with the old system before the consolidation, or let the one history apply them after"
                            + " it."));
        }
    }

    private static void heads(TreeReconciliation each, List<SystemReport> systems, List<Finding> findings) {
        systems.stream()
                .filter(system -> system.system().equals(each.system())
                        && system.location().equals(each.location())
                        && MigrationSystems.named(system.system()).records() == Records.HEADS)
                .map(SystemReport::history)
                .filter(history ->
                        history != null && !new HashSet<>(history.heads()).equals(new HashSet<>(each.recorded())))
                .findFirst()
                .ifPresent(history -> findings.add(new Finding(
                        "heads-differ",
                        Severity.WARNING,
                        where(each),
                        "The database is at " + named(each.recorded()) + ", the tree ends at " + named(history.heads())
                                + ".",
                        "Bring the database to the heads of the tree before it is adopted, or adopt it where it is.")));
    }

    private static String where(TreeReconciliation each) {
        return each.environment() + " " + each.table();
    }

    private static String named(List<String> names) {
        return names.isEmpty() ? "nothing" : Listing.of(names);
    }
}
