package dev.migrationcontrol.drift;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.environment.setting.LocalCron;
import dev.migrationcontrol.operation.Operations;
import dev.migrationcontrol.problem.Refusal;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Begins the checks of environments that have a schedule. Of several replicas one begins each; a check whose time passes
 * while an environment is at work is begun within the next hour, and one whose time passes while no replica runs is not.
 */
@Singleton
class DriftSchedule {
    private static final Logger LOG = Logger.getLogger(DriftSchedule.class);
    private static final int LOOK_SECONDS = 20;
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Environments environments;
    private final Operations operations;
    private final DriftStore store;
    private final DriftMetrics metrics;
    private final Clock clock;
    private final Map<String, Instant> due = new HashMap<>();
    private final Map<String, Instant> owed = new HashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "drift-schedule");
        thread.setDaemon(true);
        return thread;
    });

    DriftSchedule(
            Environments environments, Operations operations, DriftStore store, DriftMetrics metrics, Clock clock) {
        this.environments = environments;
        this.operations = operations;
        this.store = store;
        this.metrics = metrics;
        this.clock = clock;
    }

    void start(@Observes @Priority(5000) StartupEvent event) {
        timer.scheduleWithFixedDelay(this::guarded, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        timer.shutdownNow();
    }

    /** A timer never calls again what has thrown once. */
    private void guarded() {
        try {
            look();
            store.all().forEach(metrics::seen);
        } catch (RuntimeException e) {
            LOG.debugf("Checks for drift are looked at later: %s", e.getMessage());
        }
    }

    /** Begins what is due now. */
    void look() {
        Instant now = clock.instant();
        for (Environment environment : environments.all()) {
            LocalCron schedule = environment.policy().drift().schedule();
            if (schedule != null) {
                look(environment.name(), schedule, now);
            }
        }
    }

    private void look(String environment, LocalCron schedule, Instant now) {
        Instant next =
                due.computeIfAbsent(environment, name -> schedule.next(now).orElse(Instant.MAX));
        if (!next.isAfter(now)) {
            due.put(environment, schedule.next(now).orElse(Instant.MAX));
            if (store.claims(environment, next)) {
                owed.put(environment, next);
            }
        }
        Instant since = owed.get(environment);
        if (since != null) {
            begin(environment, since, now);
        }
    }

    private void begin(String environment, Instant since, Instant now) {
        try {
            operations.acceptOfService(new Operations.Submission(
                    DriftCheckHandler.TYPE, environment, "drift-schedule", DriftCheckRequest.NOTHING_SAID, null));
            owed.remove(environment);
        } catch (Refusal e) {
            if (since.plus(PATIENCE).isBefore(now)) {
                owed.remove(environment);
                LOG.warnf("The check of %s for drift is left out: %s", environment, e.detail());
            }
        }
    }
}
