package dev.migrationcontrol.operation;

import dev.migrationcontrol.operation.state.Outcome;

/** Does the work of one type of operation; features register one each as a bean. */
public interface OperationHandler {
    /** The type of operation, in capitals, such as {@code UPGRADE}. */
    String type();

    /**
     * Does the work, on a worker thread, and reports its progress to the run.
     *
     * @return how it ended; an exception is a fault of the service and ends the operation as failed
     */
    Outcome execute(OperationRun run);

    /**
     * Goes on with what a replica began that died or handed the operation over: first finds out, from the target, what
     * was done.
     *
     * @return {@link Outcome.Interrupted} where it cannot go on safely
     */
    Outcome reconcile(OperationRun run);
}
