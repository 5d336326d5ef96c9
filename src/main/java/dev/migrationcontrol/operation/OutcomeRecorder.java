package dev.migrationcontrol.operation;

import dev.migrationcontrol.control.ControlDatabaseUnavailable;
import dev.migrationcontrol.operation.state.Outcome;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Records how an attempt ended; patiently, for what is known here is known nowhere else. */
@Singleton
final class OutcomeRecorder {
    private static final Logger LOG = Logger.getLogger(OutcomeRecorder.class);
    private static final long AGAIN_MILLIS = 1_000;

    private final OperationStore store;
    private final RunningOperations running;

    OutcomeRecorder(OperationStore store, RunningOperations running) {
        this.store = store;
        this.running = running;
    }

    /** @return false when a later attempt has taken over, or nothing could be recorded before this replica ends */
    boolean record(OperationRun run, Outcome outcome) {
        OperationRun.Changes last = run.takeChanges();
        while (true) {
            try {
                return store.finish(run.operation().id(), run.attempt(), outcome, last);
            } catch (ControlDatabaseUnavailable e) {
                LOG.warnf(
                        "The outcome of %s cannot be recorded yet",
                        run.operation().id());
                if (running.isStopping() || !pause()) {
                    throw e;
                }
            }
        }
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
