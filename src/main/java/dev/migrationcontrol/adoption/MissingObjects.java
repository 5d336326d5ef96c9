package dev.migrationcontrol.adoption;

import dev.migrationcontrol.finding.Findings;
import dev.migrationcontrol.schema.Difference;
import dev.migrationcontrol.system.MigrationSystems;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says of objects that the scripts build and the database lacks which old migration is recorded as having built them. */
final class MissingObjects {
    private MissingObjects() {}

    static void note(Takeover takeover, Proof proof, Findings findings) {
        for (Difference difference : proof.differences()) {
            if (difference.lackedByDatabase()) {
                boolean accepted = !proof.unaccepted().contains(difference.object());
                creator(takeover, difference).ifPresent(from -> {
                    String detail = MigrationSystems.subject(from.entry().system()) + " records "
                            + from.entry().oldId() + ", whose script "
                            + from.script().name() + " builds the " + difference.kind() + " " + difference.object()
                            + ", but it is not there.";
                    if (accepted) {
                        findings.warn(
                                "recorded-object-missing", difference.object(), detail, "It is accepted as it is.");
                    } else {
                        findings.error(
                                "recorded-object-missing",
                                difference.object(),
                                detail,
                                "Restore it, for instance by the resolution script, or let the old system undo the"
                                        + " migration; or accept the difference by its name.");
                    }
                });
            }
        }
    }

    private static Optional<AppliedMigration> creator(Takeover takeover, Difference difference) {
        String name = Pattern.quote(difference
                .object()
                .replaceAll("\\(.*", "")
                .replaceAll("^.*\\.", "")
                .replace("\"", ""));
        String kind = difference.kind().replace(" ", "\\s+");
        String named = "(\"?[\\w$]+\"?\\.)?\"?" + name + "\\b";
        return last(
                        takeover,
                        "\\bcreate\\s+(\\w+\\s+)*?" + kind + "\\s+(concurrently\\s+)?(if\\s+not\\s+exists\\s+)?" + named
                                + "|\\brename\\s+(\\w+\\s+)*?to\\s+" + named
                                + "|\\badd\\s+(" + kind + "\\s+)?(if\\s+not\\s+exists\\s+)?" + named)
                // What a statement makes along with something else is named further on in it, if at all.
                .or(() -> last(takeover, "\\b(create|add)\\b[^;]*?\\b" + name + "\\b"));
    }

    private static Optional<AppliedMigration> last(Takeover takeover, String regex) {
        Pattern creates = Pattern.compile("(?is)" + regex);
        return takeover.applied().stream()
                .filter(each -> creates.matcher(takeover.scripts().textOf(each.script()))
                        .find())
                .reduce((first, later) -> later);
    }
}
