package dev.migrationcontrol.operation;

import dev.migrationcontrol.engine.StopSignal.Why;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Keeps running operations and the control database in touch, on threads of its own: writes what the runs report,
 * several times a second, and looks whether they are still the ones.
 */
@Singleton
final class ProgressWriter {
    private static final Logger LOG = Logger.getLogger(ProgressWriter.class);
    private static final long WRITE_MILLIS = 200;
    private static final long CONTACT_MILLIS = 1_000;

    private final RunStore runs;
    private final OperationStore store;
    private final RunningOperations running;
    private final ScheduledExecutorService timer =
            Executors.newScheduledThreadPool(2, work -> new Thread(work, "operation-progress"));

    ProgressWriter(RunStore runs, OperationStore store, RunningOperations running) {
        this.runs = runs;
        this.store = store;
        this.running = running;
        timer.scheduleWithFixedDelay(this::writeAll, WRITE_MILLIS, WRITE_MILLIS, TimeUnit.MILLISECONDS);
        timer.scheduleWithFixedDelay(this::contact, CONTACT_MILLIS, CONTACT_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Stops following a run: what it reports from now on, and what is not written yet, has to be written by the caller.
     */
    interface Ticket extends AutoCloseable {
        @Override
        void close();
    }

    Ticket follow(OperationRun run) {
        running.add(run);
        return () -> {
            synchronized (run.writing()) {
                running.remove(run);
            }
        };
    }

    private void writeAll() {
        running.all().forEach(this::write);
    }

    /** Writes of one run come one after another, so that an older state never overwrites a newer one. */
    private void write(OperationRun run) {
        synchronized (run.writing()) {
            OperationRun.Changes changes = running.holds(run) ? run.takeChanges() : null;
            if (changes == null) {
                return;
            }
            try {
                runs.update(run.operation().id(), run.attempt(), changes);
            } catch (RuntimeException e) {
                run.returnChanges(changes);
                LOG.debugf(
                        "The progress of %s could not be written: %s",
                        run.operation().id(), e.getMessage());
            }
        }
    }

    private void contact() {
        List<OperationRun> all = List.copyOf(running.all());
        if (all.isEmpty()) {
            return;
        }
        try {
            Map<UUID, OperationStore.Contact> contacts = store.contact(all);
            for (OperationRun run : all) {
                switch (contacts.getOrDefault(run.operation().id(), OperationStore.Contact.OVERTAKEN)) {
                    case OURS -> run.contact().made();
                    case CANCELLED -> {
                        run.contact().made();
                        run.stop().because(Why.CANCELLED);
                    }
                    case OVERTAKEN -> {
                        if (running.holds(run)) {
                            run.stop().because(Why.FENCED);
                        }
                    }
                }
            }
        } catch (RuntimeException e) {
            LOG.debugf("No contact with the control database: %s", e.getMessage());
        }
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }
}
