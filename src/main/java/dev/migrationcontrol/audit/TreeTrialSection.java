package dev.migrationcontrol.audit;

import static dev.migrationcontrol.audit.MarkdownTable.code;
import static dev.migrationcontrol.audit.MarkdownTable.plain;

import dev.migrationcontrol.trial.TreeTrial;
import java.util.List;

/** The part of MIGRATION_AUDIT.md about what ran on scratch databases. */
final class TreeTrialSection {
    private TreeTrialSection() {}

    static String of(List<TreeTrial> trials) {
        if (trials.isEmpty()) {
            return "";
        }
        MarkdownTable table = new MarkdownTable(200, "System", "Where", "Up", "Down", "Verified", "Took", "Outcome");
        for (TreeTrial each : trials) {
            table.row(
                    plain(each.system()),
                    code(each.location().isEmpty() ? "." : each.location()),
                    each.upsRun() + " of " + each.ups(),
                    each.downsRun() + " of " + each.downs(),
                    each.verifies() == 0 ? "–" : each.verifiesRun() + " of " + each.verifies(),
                    each.duration().toMillis() + " ms",
                    outcome(each));
        }
        return "\n## Tried on scratch databases\n\nConverted, run in order on an empty database, and taken back newest"
                + " first; the databases were dropped.\n\n" + table;
    }

    private static String outcome(TreeTrial trial) {
        String word = switch (trial.outcome()) {
            case PASSED -> "passed";
            case FAILED -> "**failed**: see the findings";
            case NOT_RUN -> "not run";
        };
        return trial.note() == null ? word : word + ": " + plain(trial.note());
    }
}
