package dev.migrationcontrol.operation;

import dev.migrationcontrol.engine.StopSignal.Why;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The end of this replica: no further step is begun, and a statement that runs for longer than the grace period is ended.
 * Another replica, or this one after its restart, goes on with what is left.
 */
@Singleton
final class Drain {
    /** How long a statement that is ended, and the record of it, may take. */
    static final Duration LAST_WAIT = Duration.ofSeconds(20);

    private static final Logger LOG = Logger.getLogger(Drain.class);

    private final RunningOperations running;
    private final EventWaiters waiting;
    private final OperationConfig config;

    Drain(RunningOperations running, EventWaiters waiting, OperationConfig config) {
        this.running = running;
        this.waiting = waiting;
        this.config = config;
    }

    /** Asks all runs to end, once; returns at once. */
    void begin() {
        if (running.isStopping()) {
            return;
        }
        running.stopAll(Why.DRAINING);
        waiting.wakeAll();
        Thread last = new Thread(this::endAfterGrace, "operation-drain");
        last.setDaemon(true);
        last.start();
    }

    private void endAfterGrace() {
        try {
            TimeUnit.MILLISECONDS.sleep(config.shutdownWait().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        running.all()
                .forEach(run -> LOG.warnf(
                        "The statement of %s runs longer than the grace period, so it is cancelled",
                        run.operation().id()));
        running.stopAll(Why.HANDED_OVER);
    }
}
