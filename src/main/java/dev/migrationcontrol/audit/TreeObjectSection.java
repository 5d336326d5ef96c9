package dev.migrationcontrol.audit;

import dev.migrationcontrol.audit.TreeObjects.OfMigration;
import dev.migrationcontrol.text.Listing;
import java.util.List;

/** The part of MIGRATION_AUDIT.md about what the databases hold. */
final class TreeObjectSection {
    private TreeObjectSection() {}

    static String of(List<TreeObjects> all) {
        if (all.isEmpty()) {
            return "";
        }
        MarkdownTable table = new MarkdownTable(
                200,
                "Environment",
                "Tables",
                "Recorded, but not there",
                "There, but not recorded",
                "Explained by nothing");
        for (TreeObjects each : all) {
            table.row(
                    each.environment(),
                    String.valueOf(each.objects().counts().getOrDefault("table", 0)),
                    named(each.missing().stream().map(OfMigration::table).toList()),
                    named(each.ahead().stream().map(OfMigration::table).toList()),
                    named(each.objects().unexplained().stream()
                                    .map(object -> object.kind() + " " + object.name())
                                    .toList())
                            + (each.judgedByCode() ? "; columns and indexes not judged" : ""));
        }
        return "\n## What the databases hold\n\nJudged by the names in the texts of the migrations that each records.\n\n"
                + table;
    }

    private static String named(List<String> names) {
        return names.isEmpty()
                ? "none"
                : Listing.of(names.stream().map(MarkdownTable::code).toList());
    }
}
