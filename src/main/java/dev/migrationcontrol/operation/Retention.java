package dev.migrationcontrol.operation;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Deletes what need not be kept: keys that are remembered no longer, and the events of operations that ended long ago, but
 * for each one's last. Operations, their steps and the journal are kept.
 */
@Singleton
final class Retention {
    private final KeyStore keys;
    private final EventStore events;
    private final OperationConfig config;
    private final Clock clock;

    Retention(KeyStore keys, EventStore events, OperationConfig config, Clock clock) {
        this.keys = keys;
        this.events = events;
        this.config = config;
        this.clock = clock;
    }

    /** Every hour on one of the nodes. */
    RecurringTask<Void> task() {
        return Tasks.recurring("retention", FixedDelay.ofHours(1)).execute((instance, context) -> sweep());
    }

    /** Blocks. */
    void sweep() {
        keys.forget();
        events.forget(clock.instant().minus(config.eventRetention()));
    }
}
