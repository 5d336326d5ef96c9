package dev.migrationcontrol.engine;

import java.util.Set;
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
    private final boolean untouched;
    private final boolean inDoubt;

    /** Why the work ended. */
    public enum Reason {
        /** A statement of a script was refused by the server. */
        STATEMENT_FAILED,
        /** The script could not be read or parsed; nothing of it ran. */
        SCRIPT_INVALID,
        /** A file no longer has the text that was planned; nothing of its new text runs. */
        SCRIPT_CHANGED,
        /** The script ran, but left the session or an index in a state that is no success. */
        CHECK_FAILED,
        /** Another migration runner holds the lock of the history. */
        LOCK_UNAVAILABLE,
        /** There is a pooler in front of the database; changes need a direct connection. */
        POOLER,
        /** The server is read-only: in recovery, or set so. */
        READ_ONLY,
        /** The database cannot be reached, or the connection was lost. */
        UNREACHABLE,
        /** What should run is not what may run now: the history or the files say otherwise. */
        NOT_APPLICABLE,
        /** Too many sessions waited too long for the script's locks, so it gave way. */
        GAVE_WAY,
        /** The control database does not answer, and the next part may not run without a record of it there. */
        CONTROL_DATABASE_UNAVAILABLE,
        /** Someone cancelled the operation. */
        CANCELLED,
        /** This replica stops; another one goes on. */
        HANDED_OVER,
        /** Another replica has taken over. */
        FENCED
    }

    /** An administrator, or the session itself, has ended it. */
    public static final String SESSION_ENDED = "57P01";

    private static final String READ_ONLY = "25006";

    /** PostgreSQL's codes of failed statements that may pass: lock not available, deadlock, serialization, read-only. */
    private static final Set<String> PASSING = Set.of("55P03", "40P01", "40001", "25006");

    /**
     * The codes of lost and refused connections that may pass, in addition to 08: shutting down, starting up, too many.
     */
    private static final Set<String> PASSING_LOSSES = Set.of(SESSION_ENDED, "57P02", "57P03", "53300", "25006");

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
        this(reason, message, error, effect, true, reason == Reason.UNREACHABLE);
    }

    private RunFailure(
            Reason reason,
            String message,
            @Nullable ServerError error,
            @Nullable String effect,
            boolean untouched,
            boolean inDoubt) {
        super(message, null, false, false);
        this.reason = reason;
        this.error = error;
        this.effect = effect;
        this.untouched = untouched;
        this.inDoubt = inDoubt;
    }

    static RunFailure stopped(StopSignal.Why why) {
        return switch (why) {
            case CANCELLED -> new RunFailure(Reason.CANCELLED, "The operation was cancelled.");
            case FENCED -> new RunFailure(Reason.FENCED, "Another replica has taken over.");
            case DRAINING, HANDED_OVER ->
                new RunFailure(Reason.HANDED_OVER, "This replica stops; another one goes on.");
        };
    }

    /**
     * @param sentence what stays of the script, for people
     * @param nothingStays whether that is nothing, so that the script may simply run again
     */
    RunFailure withEffect(String sentence, boolean nothingStays) {
        return new RunFailure(reason, message(), error, sentence, nothingStays, inDoubt);
    }

    /** The same failure, of which it is known that nothing was committed when the connection was lost. */
    RunFailure withoutDoubt() {
        return new RunFailure(reason, message(), error, effect, untouched, false);
    }

    /** The same failure, of a statement that it does not name yet. */
    RunFailure at(int statement, int line) {
        ServerError known = error == null ? new ServerError(0, 0, null, null) : error;
        ServerError placed = new ServerError(statement, line, known.sqlState(), known.hint());
        return new RunFailure(reason, message(), placed, effect, untouched, inDoubt);
    }

    /** The same failure, where the session was not lost: a script may raise what else only a lost connection does. */
    RunFailure ofLiveSession() {
        return reason == Reason.UNREACHABLE
                ? new RunFailure(Reason.STATEMENT_FAILED, message(), error, effect, untouched, false)
                : this;
    }

    /** The same failure, where the session lives and the server lets it write: then only the script forbade itself to. */
    RunFailure ofWritableSession() {
        return error != null && READ_ONLY.equals(error.sqlState())
                ? new RunFailure(
                        Reason.CHECK_FAILED,
                        "The script made its own transaction read-only: " + message(),
                        error,
                        effect,
                        untouched,
                        false)
                : ofLiveSession();
    }

    /** The same failure of the same statement, for a reason that the server does not know. */
    public RunFailure because(Reason other, String sentence) {
        return new RunFailure(other, sentence, error, effect, untouched, other == Reason.UNREACHABLE);
    }

    /** Whether the server or the connection ended a statement that may have been quite right. */
    boolean wasCut() {
        return reason == Reason.UNREACHABLE || (error != null && "57014".equals(error.sqlState()));
    }

    /**
     * Whether the same work may go on a little later: nothing stays of this try, or else the connection was lost, and the
     * history and the catalogue have to say what stays.
     */
    public boolean mayPass() {
        return switch (reason) {
            case GAVE_WAY, READ_ONLY -> untouched;
            case UNREACHABLE -> error == null || error.sqlState() == null || isPassingLoss(error.sqlState());
            case STATEMENT_FAILED ->
                untouched && error != null && error.sqlState() != null && PASSING.contains(error.sqlState());
            default -> false;
        };
    }

    /** Whether the connection was lost, and what it was working on may have been committed or not. */
    public boolean leavesDoubt() {
        return inDoubt;
    }

    private static boolean isPassingLoss(String sqlState) {
        return PASSING_LOSSES.contains(sqlState) || sqlState.startsWith("08");
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
