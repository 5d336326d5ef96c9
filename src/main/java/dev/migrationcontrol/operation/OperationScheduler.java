package dev.migrationcontrol.operation;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.migrationcontrol.engine.ControlSchema;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * Wakes the executors of operations, on this node or another: at least once, never exactly once; what keeps two from one
 * database is the lock on the database itself.
 */
@Singleton
final class OperationScheduler {
    private final AgroalDataSource control;
    private final Drain drain;
    private final Scheduler scheduler;

    OperationScheduler(
            AgroalDataSource control,
            OperationExecutor executor,
            OperationConfig config,
            DurableTasks others,
            Retention retention,
            Drain drain) {
        this.control = control;
        this.drain = drain;
        List<Task<?>> known = new ArrayList<>(others.known());
        known.add(OperationTask.task(executor::execute));
        this.scheduler = Scheduler.create(control, known)
                .startTasks(retention.task())
                .schedulerName(new SchedulerName.Fixed(new SchedulerName.Hostname().getName() + "/"
                        + ProcessHandle.current().pid()))
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .threads(config.threads() + others.threads())
                .enablePriority()
                .pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(config.pollingInterval())
                .heartbeatInterval(config.heartbeat())
                .missedHeartbeatsLimit(OperationConfig.MISSED_HEARTBEATS)
                .shutdownMaxWait(config.shutdownWait().plus(Drain.LAST_WAIT))
                .build();
    }

    void start(@Observes @Priority(100) StartupEvent event) {
        ControlSchema.migrate(control);
        scheduler.start();
    }

    /** While requests are still answered: takes no more work, and hands over what runs here at its next step. */
    void drain(@Observes ShutdownDelayInitiatedEvent event) {
        scheduler.pause();
        drain.begin();
    }

    /** Waits until what runs here has ended or is handed over. */
    void stop(@Observes @Priority(100) ShutdownEvent event) {
        drain.begin();
        scheduler.stop();
    }

    /** Makes this node look for work at once, instead of at its next poll. */
    void wake() {
        scheduler.triggerCheckForDueExecutions();
    }
}
