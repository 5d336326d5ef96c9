package dev.migrationcontrol.console;

import io.quarkus.qute.TemplateExtension;
import java.util.stream.Collectors;

/** What the parts of a plan are called on its page. */
@TemplateExtension(namespace = "said")
final class PlanWords {
    private PlanWords() {}

    /** What the undo scripts of all of a plan amount to. */
    static Mark undos(String state) {
        return switch (state) {
            case "PROVEN" -> new Mark(Mark.DONE, "all are proven");
            case "IMPOSSIBLE" -> new Mark(Mark.BAD, "not everything can be undone");
            default -> new Mark(Mark.WAIT, "not all are proven");
        };
    }

    /** How far an undo script brings back what was there. */
    static Mark undo(String verdict) {
        return switch (verdict) {
            case "EXACT" -> new Mark(Mark.DONE, "undo proven exact");
            case "EQUIVALENT" -> new Mark(Mark.DONE, "undo proven, columns in another order");
            case "DIFFERENT" -> new Mark(Mark.BAD, "undo does not bring back everything");
            case "DOES_NOT_RUN" -> new Mark(Mark.BAD, "undo does not run");
            case "MISSING" -> new Mark(Mark.NONE, "no undo script");
            default -> new Mark(Mark.WAIT, "undo not tried");
        };
    }

    static Mark outcome(String outcome) {
        return switch (outcome) {
            case "SUCCEEDED" -> new Mark(Mark.DONE, "every script ran");
            case "FAILED" -> new Mark(Mark.BAD, "a script failed");
            default -> new Mark(Mark.WAIT, "nothing was run");
        };
    }

    static Mark accepted() {
        return new Mark(Mark.NONE, "accepted");
    }

    /** What the rows of the environment mean for a statement. */
    static String check(Answer check) {
        String relation = check.text("relation");
        String columns = check.texts("columns").stream().collect(Collectors.joining(", "));
        String of = columns.isEmpty() ? relation : relation + " (" + columns + ")";
        if (!check.has("failing")) {
            return of + ": " + check.text("note");
        }
        long failing = check.number("failing");
        String sampled = check.flag("sampled") ? " A part of the table was read." : "";
        return failing == 0
                ? "No row of " + of + " makes it fail." + sampled
                : failing + (failing == 1 ? " row" : " rows") + " of " + of + " would make it fail." + sampled;
    }

    /** What an undo script destroys. */
    static String loss(Answer loss) {
        String name = loss.text("relation") + (loss.has("column") ? "." + loss.text("column") : "");
        String what = loss.has("column") ? " values" : " rows";
        String number = loss.has("rows")
                ? (loss.flag("estimated") ? "about " : "") + loss.text("rows") + what
                : "a number of" + what + " that could not be counted";
        return number + " of " + name + " would be destroyed"
                + (loss.flag("archivable") ? ", unless they are archived first." : ", and cannot be archived.");
    }
}
