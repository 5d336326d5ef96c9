package dev.migrationcontrol.engine;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What stays in the database of a script that did not come to its end. */
final class Leftovers {
    private final ScriptRun run;
    private final boolean outside;
    private final StatementEvents events;
    private @Nullable IndexCheck indexes;
    private List<String> invalid = List.of();
    private boolean byCallback;

    Leftovers(ScriptRun run, boolean outside, StatementEvents events) {
        this.run = run;
        this.outside = outside;
        this.events = events;
    }

    /** A callback of the script failed, not the script. */
    Leftovers byCallback() {
        byCallback = true;
        return this;
    }

    void compareWith(IndexCheck before) {
        indexes = before;
    }

    ScriptRun run() {
        return run;
    }

    /** Looks at the catalogue, once the session is in order again. */
    void look(RunFailure failure) throws SQLException {
        IndexCheck before = indexes;
        if (before != null && events.started() > 0 && failure.reason() != RunFailure.Reason.FENCED) {
            invalid = before.findNew(events.clues().builds());
        }
    }

    /** Whether nothing stays, so that the script may simply run again. */
    boolean nothing() {
        return !events.trail().hasPermanent() && invalid.isEmpty() && !events.failedAfterCommits();
    }

    /** Without a connection only a transaction is sure to be gone. */
    boolean nothingAfterLoss() {
        return outside ? events.started() == 0 : !events.trail().hasPermanent();
    }

    /** Whether Flyway records the failure of such a script. */
    boolean belongIntoHistory() {
        return outside && !run.isUndo() && !run.isCallback() && !(byCallback && events.started() == 0);
    }

    String describe() {
        String name = run.script().name();
        StatementTrail trail = events.trail();
        if (!outside) {
            return trail.hasPermanent()
                    ? trail.permanent() + " of " + name
                            + " stay: the script committed them itself. The rest was rolled back."
                    : "Everything that " + name + " did was rolled back.";
        }
        if (nothing() && !run.isUndo()) {
            return "Nothing stays of " + name + ".";
        }
        String ran = trail.hasPermanent()
                ? trail.permanent() + " of " + name + " stay: it does not run in a transaction"
                : "No earlier statement of " + name + (trail.hasUndone() ? " stays" : " had run");
        return ran + rolledBack(trail) + committedByLast() + left() + history();
    }

    /** The same when the history could not be changed, because another runner holds its lock. */
    String describeWithoutHistory(String because) {
        return run.script().name() + ": "
                + (events.trail().hasPermanent() ? events.trail().permanent() + " stay" : "nothing is known to stay")
                + left() + ". The history has no row of it, because " + because + ".";
    }

    private static String rolledBack(StatementTrail trail) {
        return trail.hasUndone() ? "; " + trail.undone().toLowerCase(Locale.ROOT) + " were rolled back" : "";
    }

    private String committedByLast() {
        return events.failedAfterCommits()
                ? "; what statement " + events.started() + " committed itself before it failed stays too"
                : "";
    }

    private String left() {
        return invalid.isEmpty() ? "" : "; it leaves the invalid index " + String.join(", ", invalid);
    }

    private String history() {
        if (run.isCallback()) {
            return ". Callbacks have no row in the history: remove what it left by hand.";
        }
        return run.isUndo()
                ? ". The history still says that the version is applied."
                : ". The history holds it as failed: remove what it left, then run a repair.";
    }

    /** The failure, unless the statement has ended the session itself, which another try would do again. */
    RunFailure judged(RunFailure failure) {
        RunFailure.ServerError error = failure.error();
        if (outside
                || error == null
                || error.statement() == 0
                || !events.clues().endsSessions()) {
            return failure;
        }
        return failure.reason() == RunFailure.Reason.UNREACHABLE && RunFailure.SESSION_ENDED.equals(error.sqlState())
                ? failure.because(
                        RunFailure.Reason.CHECK_FAILED,
                        "Statement " + error.statement() + " ended the session that runs the script.")
                : failure;
    }

    /** Whether, after the connection was lost, only the history and the catalogue know what came to its end. */
    boolean inDoubtAfterLoss(RunFailure failure) {
        RunFailure.ServerError error = failure.error();
        boolean inStatement = error != null && error.statement() > 0;
        return outside ? events.started() > 0 : !inStatement || events.mayBeCommitted();
    }

    /** A lost connection ends its transaction; only while it was being committed no one can know how. */
    String describeAfterLoss(RunFailure failure) {
        if (!outside && !inDoubtAfterLoss(failure)) {
            return describe();
        }
        return outside
                ? "The connection was lost too, so the history could not be changed; look at the environment's status."
                : "The connection was lost while " + run.script().name()
                        + " was being committed: the history says whether it was.";
    }
}
