package dev.migrationcontrol.audit;

import static dev.migrationcontrol.audit.MarkdownTable.code;
import static dev.migrationcontrol.audit.MarkdownTable.plain;

import dev.migrationcontrol.text.Listing;
import java.util.ArrayList;
import java.util.List;

/** What becomes of each environment, where the audit was asked to compare environments. */
final class TreePlanEnvironments {
    private static final int SOME = 5;

    private TreePlanEnvironments() {}

    static String of(List<TreeReconciliation> environments) {
        if (environments.isEmpty()) {
            return "";
        }
        MarkdownTable table = new MarkdownTable(
                200, "Environment", "System", "Counts as applied up to", "Pending afterwards", "To resolve first");
        environments.forEach(each -> row(table, each));
        return "\n## What becomes of each environment\n\n" + table;
    }

    private static void row(MarkdownTable table, TreeReconciliation each) {
        if (each.system() == null) {
            table.row(code(each.environment()), "–", "not reached", "–", plain(String.valueOf(each.unreachable())));
            return;
        }
        List<String> obstacles = new ArrayList<>();
        each.withoutFile().forEach(id -> obstacles.add(code(id) + " has no file"));
        each.failed().forEach(id -> obstacles.add(code(id) + " failed"));
        table.row(
                code(each.environment()),
                each.system(),
                some(each.recorded().stream().map(MarkdownTable::code).toList()),
                some(each.notRecorded().stream().map(MarkdownTable::code).toList()),
                some(obstacles));
    }

    private static String some(List<String> all) {
        return all.isEmpty() ? "–" : Listing.of(all, SOME);
    }
}
