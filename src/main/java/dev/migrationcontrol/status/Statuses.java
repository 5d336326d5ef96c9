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
                .computeIfAbsent(environment.name(), first -> new Turnstile<>(() -> read(environment)))
                .next();
    }

    private Uni<EnvironmentStatus> read(Environment environment) {
        return Uni.combine()
                .all()
                .unis(probe.observe(environment), operations.find())
                .asTuple()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(found -> new Assessment(
                                environment,
                                ReadScripts.of(environment, catalog),
                                clock.instant(),
                                found.getItem2().get(environment.name()))
                        .of(found.getItem1()));
    }
}
