package dev.migrationcontrol.engine;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stays in the database of a script that did not come to its end. */
final class Leftovers {
    private final ScriptRun run;
    private final boolean outside;
    private final StatementEvents events;
    private @Nullable IndexCheck indexes;
    private List<String> invalid = List.of();

    Leftovers(ScriptRun run, boolean outside, StatementEvents events) {
        this.run = run;
        this.outside = outside;
        this.events = events;
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
            invalid = before.findNew();
        }
    }

    /** Whether nothing stays, so that the script may simply run again. */
    boolean nothing() {
        return outside ? events.completed() == 0 && invalid.isEmpty() : events.committed() == 0;
    }

    /** Without a connection only a transaction is sure to be gone. */
    boolean nothingAfterLoss() {
        return outside ? events.started() == 0 : events.committed() == 0;
    }

    /** Whether Flyway records the failure of such a script. */
    boolean belongIntoHistory() {
        return outside && !run.isUndo();
    }

    String describe() {
        String name = run.script().name();
        if (!outside) {
            return events.committed() == 0
                    ? "Everything that " + name + " did was rolled back."
                    : "Statements 1 to " + events.committed() + " of " + name
                            + " stay: the script committed them itself. The rest was rolled back.";
        }
        if (nothing() && !run.isUndo()) {
            return "Nothing stays of " + name + ".";
        }
        String ran = events.completed() == 0
                ? "No earlier statement of " + name + " had run"
                : "Statements 1 to " + events.completed() + " of " + name + " stay: it does not run in a transaction";
        String left = invalid.isEmpty() ? "" : "; it leaves the invalid index " + String.join(", ", invalid);
        return ran
                + left
                + (run.isUndo()
                        ? ". The history still says that the version is applied."
                        : ". The history holds it as failed: remove what it left, then run a repair.");
    }

    /** Whether, after the connection was lost, only the history and the catalogue know what came to its end. */
    boolean inDoubtAfterLoss(RunFailure failure) {
        RunFailure.ServerError error = failure.error();
        boolean inStatement = error != null && error.statement() > 0;
        return outside ? events.started() > 0 : !inStatement;
    }

    /** A lost connection ends its transaction; only while it was being committed no one can know how. */
    String describeAfterLoss(RunFailure failure) {
        if (!outside && !inDoubtAfterLoss(failure)) {
            return describe();
        }
        return outside
                ? "The connection was lost as well, so the history could not be changed; look at the database's status."
                : "The connection was lost while " + run.script().name()
                        + " was being committed: the history says whether it was.";
    }
}
