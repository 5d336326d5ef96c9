package dev.migrationcontrol.operation.state;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened to an operation.
 *
 * @param body facts by their names, written as JSON; never a secret
 */
public record Event(Kind kind, Instant at, Map<String, Object> body) {
    /** What kind of thing happened. */
    public enum Kind {
        /** The operation came into another state. */
        STATE,
        /** A step began or ended. */
        STEP,
        /** A statement is about to run. */
        STATEMENT,
        /** The server reports the progress of the running statement. */
        PROGRESS,
        /** The server raised a notice or a warning. */
        NOTICE,
        /** Something waits for a lock: the operation, or another session for what the operation holds. */
        LOCK,
        /** The work is tried again. */
        RETRY,
        /** Something was asked for or noticed during the work: a cancellation, a session that was ended. */
        REMARK
    }
}
