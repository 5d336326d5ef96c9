package dev.migrationcontrol.operation;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Predicate;

/** The execution of one operation, as the scheduling engine knows it. */
final class OperationTask {
    private static final String NAME = "operation";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** Stands for the task where it is only scheduled. */
    private static final CustomTask<Void> KNOWN = task(id -> true);

    private OperationTask() {}

    /** @param execution executes an operation; false when another executor should go on with it */
    static CustomTask<Void> task(Predicate<UUID> execution) {
        return Tasks.custom(NAME, Void.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY_AFTER))
                .onDeadExecutionRevive()
                .execute((instance, context) -> {
                    boolean over = execution.test(UUID.fromString(instance.getId()));
                    return (complete, operations) -> {
                        if (over) {
                            operations.remove();
                        } else {
                            operations.reschedule(complete, Instant.now());
                        }
                    };
                });
    }

    /** Schedules an operation's execution in the caller's transaction, so that both exist or neither does. */
    static void schedule(Connection transaction, UUID id) {
        SchedulerClient.Builder.create(new OneConnection(transaction), KNOWN)
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .enablePriority()
                .build()
                .scheduleIfNotExists(KNOWN.instance(id.toString()), Instant.now());
    }
}
