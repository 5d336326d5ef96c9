package dev.migrationcontrol.status;

import dev.migrationcontrol.engine.ScriptCatalog;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.probe.DatabaseProbe;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where environments stand now. However many ask for one environment, its database is asked once at a time. */
@ApplicationScoped
class Statuses {
    private final DatabaseProbe probe;
    private final ScriptCatalog catalog;
    private final ActiveOperations operations;
    private final Clock clock;
    private final Map<String, Turnstile<EnvironmentStatus>> turnstiles = new ConcurrentHashMap<>();

    Statuses(DatabaseProbe probe, ScriptCatalog catalog, ActiveOperations operations, Clock clock) {
        this.probe = probe;
        this.catalog = catalog;
        this.operations = operations;
        this.clock = clock;
    }

    Uni<EnvironmentStatus> of(Environment environment) {
        return turnstiles
                .computeIfAbsent(environment.name(), first -> turnstile(environment))
                .next();
    }

    private Turnstile<EnvironmentStatus> turnstile(Environment environment) {
        Watch watch = new Watch(environment);
        return new Turnstile<>(() -> Uni.combine()
                .all()
                .unis(
                        probe.observe(environment),
                        Uni.createFrom()
                                .item(() -> ReadScripts.of(environment, catalog))
                                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()),
                        operations.find())
                .with((observation, scripts, active) ->
                        watch.status(observation, scripts, active.get(environment.name()), clock.instant())));
    }
}
