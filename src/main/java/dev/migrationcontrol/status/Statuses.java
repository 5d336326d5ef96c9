package dev.migrationcontrol.status;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.probe.DatabaseProbe;
import dev.migrationcontrol.probe.Observation;
import dev.migrationcontrol.probe.Observation.Reachable;
import dev.migrationcontrol.script.ScriptCatalog;
import dev.migrationcontrol.script.Scripts;
import dev.migrationcontrol.script.Turnstile;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The current status of environments. However many callers ask for one environment, its database is asked once at a
 * time.
 */
@ApplicationScoped
class Statuses {
    private static final Logger LOG = Logger.getLogger(Statuses.class);

    private final DatabaseProbe probe;
    private final ScriptCatalog catalog;
    private final ControlFacts control;
    private final Clock clock;
    private final Map<String, Turnstile<Seen>> turnstiles = new ConcurrentHashMap<>();

    Statuses(DatabaseProbe probe, ScriptCatalog catalog, ControlFacts control, Clock clock) {
        this.probe = probe;
        this.catalog = catalog;
        this.control = control;
        this.clock = clock;
    }

    /** Never a failure: whatever goes wrong while one environment is looked at is said in its status, and in no other's. */
    Uni<EnvironmentStatus> of(Environment environment) {
        return look(environment).map(Seen::status);
    }

    /**
     * What was seen of an environment.
     *
     * @param found null where nothing answered
     */
    record Seen(EnvironmentStatus status, @Nullable Reachable found, LoadedScripts scripts) {}

    /** The status with what it was made of; never a failure either. */
    Uni<Seen> look(Environment environment) {
        return Uni.createFrom()
                .completionStage(() -> turnstiles
                        .computeIfAbsent(environment.name(), first -> turnstile(environment))
                        .next());
    }

    private Turnstile<Seen> turnstile(Environment environment) {
        StatusCache watch = new StatusCache(environment);
        return new Turnstile<>(() -> Uni.combine()
                .all()
                .unis(probe.observe(environment), LoadedScripts.of(environment, catalog), control.find())
                .with((observation, scripts, facts) -> seen(
                        observation,
                        scripts,
                        watch.status(observation, scripts, facts.of(environment.name()), clock.instant())))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.errorf(failure, "The status of %s could not be found out", environment.name());
                    return new Seen(
                            watch.broken(clock.instant()), null, new LoadedScripts(Scripts.NONE, "not looked at"));
                })
                .subscribeAsCompletionStage());
    }

    private static Seen seen(Observation observation, LoadedScripts scripts, EnvironmentStatus status) {
        return new Seen(status, observation instanceof Reachable reachable ? reachable : null, scripts);
    }
}
