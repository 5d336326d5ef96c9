package dev.migrationcontrol.audit;

import dev.migrationcontrol.audit.TreeObjects.OfMigration;
import dev.migrationcontrol.audit.database.DatabaseObject;
import dev.migrationcontrol.audit.database.DatabaseObjects.Judged;
import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.text.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What someone should know of databases that hold something else than they record. */
final class TreeObjectFindings {
    private static final int MOST_NAMED = 20;

    private TreeObjectFindings() {}

    static List<Finding> of(List<TreeObjects> all) {
        List<Finding> findings = new ArrayList<>();
        for (TreeObjects each : all) {
            each.missing().forEach(table -> findings.add(missing(each.environment(), table)));
            each.ahead().forEach(table -> findings.add(ahead(each.environment(), table)));
            if (each.objects().judged() == Judged.SCRIPTS) {
                unexplained(each, findings);
            }
        }
        return findings;
    }

    private static Finding missing(String environment, OfMigration table) {
        return new Finding(
                "recorded-object-missing",
                Severity.ERROR,
                environment + " " + table.table(),
                table.system() + " records " + table.version() + " as applied, which creates the table " + table.table()
                        + " (" + table.file() + "), but it is not there, and no migration drops or renames it.",
                "Find out who removed it. Restore it before the consolidation, or accept the difference there by its name.");
    }

    private static Finding ahead(String environment, OfMigration table) {
        return new Finding(
                "object-of-unrecorded-migration",
                Severity.WARNING,
                environment + " " + table.table(),
                "The table " + table.table() + " is there, but " + table.version() + ", which creates it ("
                        + table.file() + "), is not recorded by " + table.system() + ": it ran by other means, or only"
                        + " in part.",
                "Compare what is there with the migration. If all of it is there, mark it as applied in its own system; otherwise"
                        + " remove the table after a review.");
    }

    private static void unexplained(TreeObjects each, List<Finding> findings) {
        Map<String, List<String>> byKind = each.objects().unexplained().stream()
                .collect(Collectors.groupingBy(
                        DatabaseObject::kind,
                        TreeMap::new,
                        Collectors.mapping(DatabaseObject::name, Collectors.toList())));
        byKind.forEach((kind, names) -> findings.add(new Finding(
                "object-unexplained",
                Severity.WARNING,
                each.environment() + " " + Listing.of(names, MOST_NAMED),
                names.size() + " of kind " + kind + " that no migration that is recorded there names: "
                        + Listing.of(names, MOST_NAMED) + ". Judged by the names in the migrations' texts alone.",
                "Find out what made them, and write a migration that makes them, or a baseline of the database.")));
    }
}
