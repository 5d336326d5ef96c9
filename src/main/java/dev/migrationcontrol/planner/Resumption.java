package dev.migrationcontrol.planner;

import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.engine.ScriptRun;
import java.util.List;

/** How far a plan that was begun has come, read from the history. {@code done} counts the scripts that are done. */
public sealed interface Resumption {
    int done();

    /** These scripts are left, and may run; none when all is done. */
    record Ready(int done, List<ScriptRun> left) implements Resumption {
        public Ready {
            left = List.copyOf(left);
        }
    }

    /** The next script was at work outside of a transaction, and no one knows how far its statement came. */
    record HalfDone(int done, ScriptRun run, int statement) implements Resumption {}

    /** The history holds the next script as failed. */
    record Failed(int done, HistoryRow row) implements Resumption {}

    /** The history or the scripts are no longer what the plan was made from. */
    record Diverged(int done, String slug, String detail) implements Resumption {}
}
