package dev.migrationcontrol.operation;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.migrationcontrol.engine.ControlSchema;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Wakes the executors of operations, on this node or another: at least once, never exactly once; what keeps two from one
 * database is the lock on the database itself.
 */
@Singleton
final class OperationScheduler {
    private static final String TASK = "operation";

    private final AgroalDataSource control;
    private final OneTimeTask<Void> task;
    private final Scheduler scheduler;

    OperationScheduler(
            AgroalDataSource control, OperationExecutor executor, OperationConfig config, DurableTasks others) {
        this.control = control;
        this.task = Tasks.oneTime(TASK)
                .onFailureRetryLater()
                .execute((instance, context) -> executor.execute(UUID.fromString(instance.getId())));
        List<Task<?>> known = new ArrayList<>(others.known());
        known.add(task);
        this.scheduler = Scheduler.create(control, known)
                .schedulerName(new SchedulerName.Fixed(new SchedulerName.Hostname().getName() + "/"
                        + ProcessHandle.current().pid()))
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .threads(config.threads() + others.threads())
                .enablePriority()
                .pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(config.pollingInterval())
                .heartbeatInterval(config.heartbeat())
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(config.shutdownWait())
                .build();
    }

    void start(@Observes @Priority(100) StartupEvent event) {
        ControlSchema.migrate(control);
        scheduler.start();
    }

    /** Takes no more work and waits for what runs here to end. */
    void stop(@Observes @Priority(100) ShutdownEvent event) {
        scheduler.stop();
    }

    /** Schedules the work of an operation in the caller's transaction, so that both exist or neither does. */
    void schedule(Connection transaction, UUID id) {
        SchedulerClient.Builder.create(new OneConnection(transaction), task)
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .enablePriority()
                .build()
                .scheduleIfNotExists(task.instance(id.toString()), Instant.now());
    }

    /** Makes this node look for work at once, instead of at its next poll. */
    void wake() {
        scheduler.triggerCheckForDueExecutions();
    }
}
