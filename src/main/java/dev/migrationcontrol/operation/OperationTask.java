package dev.migrationcontrol.operation;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.migrationcontrol.control.OneConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

/** The execution of one operation, as the scheduling engine knows it. */
final class OperationTask {
    private static final String NAME = "operation";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** Takes the place of the task where it is only scheduled. */
    private static final CustomTask<Void> KNOWN = task(id -> Conclusion.OVER, Clock.systemUTC());

    private OperationTask() {}

    /** What becomes of the task after an execution. */
    enum Conclusion {
        /** There is nothing more to do. */
        OVER,
        /** The same, and the task was removed together with the end of the operation. */
        ENDED,
        /** Another replica should go on. */
        AGAIN,
        /** Another replica has taken the task over, so it is no longer ours to end. */
        OVERTAKEN
    }

    /** @param clock that of the control database; the engine's own handler of dead executions asks the replica's */
    static CustomTask<Void> task(Function<UUID, Conclusion> execution, Clock clock) {
        return Tasks.custom(NAME, Void.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY_AFTER))
                .onDeadExecution((dead, operations) -> operations.reschedule(dead, clock.instant()))
                .execute((instance, context) -> {
                    Conclusion conclusion = execution.apply(UUID.fromString(instance.getId()));
                    return (complete, operations) -> {
                        switch (conclusion) {
                            case OVER -> operations.remove();
                            case AGAIN -> operations.reschedule(complete, clock.instant());
                            case ENDED, OVERTAKEN -> {
                                // the row is gone, or the other replica's
                            }
                        }
                    };
                });
    }

    /** Removes an operation's execution in the caller's transaction, which ends the operation. */
    static void remove(Connection transaction, UUID id) throws SQLException {
        try (PreparedStatement statement =
                transaction.prepareStatement("DELETE FROM scheduled_tasks WHERE task_name = ? AND task_instance = ?")) {
            statement.setString(1, NAME);
            statement.setString(2, id.toString());
            statement.executeUpdate();
        }
    }

    /** Schedules an operation's execution in the caller's transaction, so that both exist or neither does. */
    static void schedule(Connection transaction, UUID id, Instant at) {
        SchedulerClient.Builder.create(new OneConnection(transaction), KNOWN)
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .enablePriority()
                .build()
                .scheduleIfNotExists(KNOWN.instance(id.toString()), at);
    }
}
