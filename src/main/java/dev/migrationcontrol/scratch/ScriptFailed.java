package dev.migrationcontrol.scratch;

import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.script.Script;
import org.jspecify.annotations.Nullable;

/** A script did not run on a scratch database. */
public final class ScriptFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Script script;
    private final transient RunFailure why;

    ScriptFailed(@Nullable Script script, RunFailure why) {
        super(why.message(), null, false, false);
        this.script = script;
        this.why = why;
    }

    /** The name of the script; null when none was running. */
    public @Nullable String scriptName() {
        return script == null ? null : script.name();
    }

    public RunFailure why() {
        return why;
    }

    /**
     * @throws RunFailure when no script is to blame: someone asked the work to end
     */
    public void throwIfStopped() throws RunFailure {
        RunFailure.Reason reason = why.reason();
        if (reason == RunFailure.Reason.CANCELLED
                || reason == RunFailure.Reason.HANDED_OVER
                || reason == RunFailure.Reason.FENCED) {
            throw why;
        }
    }
}
