package dev.migrationcontrol.operation;

import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.operation.state.Outcome;

/**
 * Does the work of one type of operation; features register one each as a bean.
 *
 * @param <R> the request as it was accepted
 */
public interface OperationHandler<R> {
    /** The type of operation, in capitals, such as {@code UPGRADE}. */
    String type();

    Class<R> request();

    /** What whoever asked for it has to be allowed, also when its turn comes. */
    Verb verb();

    /** Whether it changes the environment: freezes and the order of environments stand against changes alone. */
    default boolean changes(R request) {
        return true;
    }

    /**
     * Does the work, on a worker thread, and reports its progress to the run.
     *
     * @return how it ended; an exception is a fault of the service and ends the operation as failed
     */
    Outcome execute(OperationRun run, R request);

    /**
     * Goes on with what a replica began that died or handed the operation over: first finds out, from the target, what
     * was done. Work that always begins by that, or that may be done twice, needs nothing else.
     *
     * @return {@link Outcome.Interrupted} where it cannot go on safely
     */
    default Outcome reconcile(OperationRun run, R request) {
        return execute(run, request);
    }
}
