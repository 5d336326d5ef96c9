package dev.migrationcontrol.operation;

import dev.migrationcontrol.operation.idempotency.IdempotencyKeyStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * Removes what is kept no longer: keys of requests, events of operations that ended, and long after them the operations
 * themselves. The journal is kept.
 */
@Singleton
final class Retention {
    private static final Logger LOG = Logger.getLogger(Retention.class);

    private final RetentionStore store;
    private final IdempotencyKeyStore keys;
    private final OperationConfig config;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "retention");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean stopping;

    Retention(RetentionStore store, IdempotencyKeyStore keys, OperationConfig config, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.config = config;
        this.clock = clock;
    }

    /** After the control database is migrated. */
    void start(@Observes @Priority(1000) StartupEvent event) {
        long millis = config.retentionInterval().toMillis();
        timer.scheduleWithFixedDelay(this::trySweep, millis, millis, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes @Priority(90) ShutdownEvent event) {
        stopping = true;
        timer.shutdown();
    }

    private void trySweep() {
        try {
            sweep();
        } catch (RuntimeException e) {
            LOG.warnf(
                    "Data whose time of retention is over could not be removed; the service tries again later: %s",
                    e.getMessage());
        }
    }

    /** Blocks. */
    void sweep() {
        repeat(batch -> store.forgetKeys(batch, keys.oldest()));
        repeat(batch -> store.forgetEvents(batch, before(config.eventRetention())));
        repeat(batch -> store.forgetOperations(batch, before(config.retention())));
    }

    private void repeat(UnaryOperator<RetentionStore.Batch> next) {
        RetentionStore.Batch batch = RetentionStore.Batch.NONE_YET;
        while (!stopping && batch.count() > 0) {
            batch = next.apply(batch);
        }
    }

    private OffsetDateTime before(Duration age) {
        return clock.instant().minus(age).atOffset(ZoneOffset.UTC);
    }
}
