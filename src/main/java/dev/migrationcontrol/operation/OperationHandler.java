package dev.migrationcontrol.operation;

/** Does the work of one type of operation; features register one each as a bean. */
public interface OperationHandler {
    /** The type of operation, in capitals, such as {@code UPGRADE}. */
    String type();

    /**
     * Does the work, on a worker thread, and tells the run how it goes.
     *
     * @return how it ended; an exception is a fault of the service and ends the operation as failed
     */
    Outcome execute(OperationRun run);

    /**
     * Finds out what an executor that died had done; nothing is run.
     *
     * @return usually {@link Outcome.Interrupted}; when the work turns out to be complete, its success
     */
    Outcome reconcile(OperationRun run);
}
