package dev.migrationcontrol.operation;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Priority;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The durable tasks of all features, as the scheduling engine knows them: always behind operations. */
@Singleton
public final class DurableTasks {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final Map<String, CustomTask<Void>> tasks;
    private final int threads;

    DurableTasks(@Any Instance<DurableTask> registered) {
        this.tasks = registered.stream().collect(Collectors.toMap(DurableTask::name, DurableTasks::known));
        this.threads = registered.stream().mapToInt(DurableTask::threads).sum();
    }

    /**
     * Schedules one piece of work in the caller's transaction; when it is scheduled already, moves it to this time.
     *
     * @param task the name of a registered task
     */
    public void schedule(Connection transaction, String task, String id, Instant at) {
        CustomTask<Void> known = tasks.get(task);
        if (known == null) {
            throw new IllegalArgumentException(task);
        }
        SchedulerClient client = SchedulerClient.Builder.create(new OneConnection(transaction), known)
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .enablePriority()
                .build();
        if (!client.scheduleIfNotExists(known.instance(id), at)) {
            client.reschedule(TaskInstanceId.of(task, id), at);
        }
    }

    List<Task<?>> known() {
        return List.copyOf(tasks.values());
    }

    /** How many threads they need in all. */
    int threads() {
        return threads;
    }

    private static CustomTask<Void> known(DurableTask task) {
        return Tasks.custom(task.name(), Void.class)
                .defaultPriority(Priority.LOW)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY_AFTER))
                .onDeadExecutionRevive()
                .execute((instance, context) -> {
                    Optional<Instant> next = task.run(instance.getId());
                    return (complete, operations) ->
                            next.ifPresentOrElse(at -> operations.reschedule(complete, at), operations::remove);
                });
    }
}
