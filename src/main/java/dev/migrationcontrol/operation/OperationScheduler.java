package dev.migrationcontrol.operation;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import dev.migrationcontrol.control.ControlState;
import dev.migrationcontrol.environment.ForExecution;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Wakes the handlers of operations, on this replica or another: at least once, never exactly once; what keeps two from one
 * database is the lock on the database itself.
 */
@Singleton
final class OperationScheduler {
    private final ControlState state;
    private final Drain drain;
    private final OperationConfig config;
    private final Scheduler scheduler;

    OperationScheduler(
            @ForExecution AgroalDataSource control,
            ControlState state,
            OperationExecutor executor,
            OperationConfig config,
            Drain drain,
            Clock clock) {
        this.state = state;
        this.drain = drain;
        this.config = config;
        this.scheduler = Scheduler.create(control, OperationTask.task(executor::execute, clock))
                .clock(clock::instant)
                .schedulerName(new SchedulerName.Fixed(new SchedulerName.Hostname().getName() + "/"
                        + ProcessHandle.current().pid()))
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .threads(config.threads())
                .enablePriority()
                .pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(config.pollingInterval())
                .heartbeatInterval(config.heartbeat())
                .missedHeartbeatsLimit(OperationConfig.MISSED_HEARTBEATS)
                .shutdownMaxWait(config.shutdownWait().plus(Drain.LAST_WAIT))
                .build();
    }

    void start(@Observes @Priority(100) StartupEvent event) {
        OperationSettings.require(config);
        state.prepare();
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

    /** Makes this replica look for work at once, instead of at its next poll. */
    void wake() {
        scheduler.triggerCheckForDueExecutions();
    }
}
