package dev.migrationcontrol.engine;

import org.jspecify.annotations.Nullable;

/**
 * Accepted work on a target ended badly. Carries what a caller needs to know, never the text of a statement: that may
 * hold secrets.
 */
public final class RunFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient @Nullable ServerError error;
    private final @Nullable String effect;

    /** Why the work ended. */
    public enum Reason {
        /** A statement of a script was refused by the server. */
        STATEMENT_FAILED,
        /** The script could not be read or parsed; nothing of it ran. */
        SCRIPT_INVALID,
        /** The script ran, but left the session or an index in a state that is no success. */
        CHECK_FAILED,
        /** Another migration runner holds the lock of the history. */
        LOCK_UNAVAILABLE,
        /** A pooler stands in front of the database; changes need a direct connection. */
        POOLER,
        /** The server is read-only: in recovery, or set so. */
        READ_ONLY,
        /** The database cannot be reached, or the connection was lost. */
        UNREACHABLE,
        /** What should run is not what may run now: the history or the files say otherwise. */
        NOT_APPLICABLE
    }

    /**
     * What the server said.
     *
     * @param statement number of the statement in its script, from 1; 0 outside of a script
     * @param line the line in the script's file, from 1; 0 when unknown
     */
    public record ServerError(
            int statement,
            int line,
            @Nullable String sqlState,
            @Nullable String hint) {}

    public RunFailure(Reason reason, String message) {
        this(reason, message, null, null);
    }

    RunFailure(Reason reason, String message, @Nullable ServerError error, @Nullable String effect) {
        super(message, null, false, false);
        this.reason = reason;
        this.error = error;
        this.effect = effect;
    }

    RunFailure withEffect(String sentence) {
        return new RunFailure(reason, message(), error, sentence);
    }

    /** What stays of the script that failed, in one sentence; null when no script was running. */
    public @Nullable String effect() {
        return effect;
    }

    public Reason reason() {
        return reason;
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    /** What the server said; null when it was not asked. */
    public @Nullable ServerError error() {
        return error;
    }
}
