package dev.migrationcontrol.operation.state;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the work of an operation ended. */
public sealed interface Outcome {
    /** It is done. */
    record Succeeded(@Nullable Map<String, Object> result) implements Outcome {}

    /** It ended badly; the result says what else was found, if anything. */
    record Failed(Failure failure, @Nullable Map<String, Object> result) implements Outcome {
        public Failed(Failure failure) {
            this(failure, null);
        }
    }

    /** Its replica died; the steps say what was done. */
    record Interrupted(Failure failure) implements Outcome {}

    /** Someone cancelled it in time; the steps say what was done before. */
    record Cancelled(Failure failure) implements Outcome {}

    /** Not ended: this replica stops, and another goes on. */
    record HandedOver() implements Outcome {}

    /** It is done, and there is nothing to report but the steps. */
    static Outcome done() {
        return new Succeeded(null);
    }

    /** The state that an operation ends in. */
    default OperationState state() {
        if (this instanceof Succeeded) {
            return OperationState.SUCCEEDED;
        }
        if (this instanceof Failed) {
            return OperationState.FAILED;
        }
        if (this instanceof Cancelled) {
            return OperationState.CANCELLED;
        }
        return this instanceof HandedOver ? OperationState.QUEUED : OperationState.INTERRUPTED;
    }

    /** What else it found or changed; null when there are only the steps. */
    default @Nullable Map<String, Object> result() {
        if (this instanceof Succeeded succeeded) {
            return succeeded.result;
        }
        return this instanceof Failed failed ? failed.result : null;
    }

    /** Why it did not end well; null when it did. */
    default @Nullable Failure failure() {
        if (this instanceof Failed failed) {
            return failed.failure();
        }
        if (this instanceof Cancelled cancelled) {
            return cancelled.failure();
        }
        return this instanceof Interrupted interrupted ? interrupted.failure() : null;
    }
}
