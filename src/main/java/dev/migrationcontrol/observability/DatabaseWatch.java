package dev.migrationcontrol.observability;

import dev.migrationcontrol.control.ControlState;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.probe.DatabaseProbe;
import dev.migrationcontrol.probe.Observation;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Looks at the databases from time to time, so that a health check only has to read what was seen last. */
@Singleton
final class DatabaseWatch {
    private static final Logger LOG = Logger.getLogger(DatabaseWatch.class);

    /** What is seen of an environment that answers. */
    static final String REACHABLE = "reachable";

    private final ControlState control;
    private final Environments environments;
    private final DatabaseProbe probe;
    private final HealthConfig config;
    private final AtomicInteger controlFailures = new AtomicInteger();
    private volatile String controlTrouble = "";
    private final Map<String, String> seen = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newScheduledThreadPool(2, work -> new Thread(work, "database-watch"));
    private volatile boolean started;
    private volatile boolean stopping;

    DatabaseWatch(ControlState control, Environments environments, DatabaseProbe probe, HealthConfig config) {
        this.control = control;
        this.environments = environments;
        this.probe = probe;
        this.config = config;
    }

    /** After everything else has started: the configuration is valid and the control database is migrated. */
    void start(@Observes @Priority(5000) StartupEvent event) {
        repeat(this::lookAtControl, config.controlInterval().toMillis());
        repeat(this::lookAtEnvironments, config.environmentsInterval().toMillis());
        started = true;
    }

    /** While requests are still answered: from now on they should go to another replica. */
    void drain(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
    }

    /** Before everything else stops. */
    void stop(@Observes @Priority(1) ShutdownEvent event) {
        stopping = true;
        timer.shutdownNow();
    }

    boolean isStarted() {
        return started;
    }

    boolean isStopping() {
        return stopping;
    }

    /** Whether the control database answers, or failed to only a few times. */
    boolean isControlAnswering() {
        return controlFailures.get() < config.controlFailures();
    }

    /** Why the control database could not be used when it was last looked at. */
    String controlTrouble() {
        return controlTrouble;
    }

    /** What was seen last of each environment: "reachable", or why not. */
    Map<String, String> seen() {
        return Map.copyOf(seen);
    }

    private void repeat(Runnable look, long millis) {
        timer.scheduleWithFixedDelay(() -> guarded(look), 0, millis, TimeUnit.MILLISECONDS);
    }

    /** A timer never calls again what has thrown once. */
    private static void guarded(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException e) {
            LOG.errorf(e, "A check of the databases failed");
        }
    }

    private void lookAtControl() {
        control.trouble()
                .ifPresentOrElse(
                        trouble -> {
                            controlTrouble = trouble;
                            controlFailures.incrementAndGet();
                        },
                        () -> controlFailures.set(0));
    }

    private void lookAtEnvironments() {
        for (Environment environment : environments.all()) {
            probe.observe(environment)
                    .subscribe()
                    .with(
                            observation -> seen.put(environment.name(), describe(observation)),
                            failure -> seen.put(environment.name(), "not checked yet"));
        }
    }

    private static String describe(Observation observation) {
        return observation instanceof Observation.Unreachable unreachable
                ? "unreachable: " + unreachable.reason()
                : REACHABLE;
    }
}
