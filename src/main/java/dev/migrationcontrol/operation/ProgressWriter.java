package dev.migrationcontrol.operation;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Writes what running operations tell, several times a second, on a thread of its own. */
@Singleton
final class ProgressWriter {
    private static final Logger LOG = Logger.getLogger(ProgressWriter.class);
    private static final long INTERVAL_MILLIS = 200;

    private final OperationStore store;
    private final Set<OperationRun> followed = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "operation-progress"));

    ProgressWriter(OperationStore store) {
        this.store = store;
        timer.scheduleWithFixedDelay(this::writeAll, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Ends the following of a run: what it tells from now on, and what is not written yet, is the caller's to write. */
    interface Ticket extends AutoCloseable {
        @Override
        void close();
    }

    Ticket follow(OperationRun run) {
        followed.add(run);
        return () -> {
            synchronized (run.writing()) {
                followed.remove(run);
            }
        };
    }

    private void writeAll() {
        followed.forEach(this::write);
    }

    /** Writes of one run come one after another, so that an older state never overwrites a newer one. */
    private void write(OperationRun run) {
        synchronized (run.writing()) {
            OperationRun.Changes changes = followed.contains(run) ? run.takeChanges() : null;
            if (changes == null) {
                return;
            }
            try {
                store.update(run.operation().id(), run.attempt(), changes);
            } catch (RuntimeException e) {
                run.returnChanges(changes);
                LOG.warnf(
                        "The progress of %s could not be written: %s",
                        run.operation().id(), e.getMessage());
            }
        }
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }
}
