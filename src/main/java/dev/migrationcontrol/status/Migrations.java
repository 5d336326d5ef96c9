package dev.migrationcontrol.status;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.planner.MigrationStates;
import dev.migrationcontrol.probe.DatabaseProbe;
import dev.migrationcontrol.probe.Observation;
import dev.migrationcontrol.probe.Observation.Reachable;
import dev.migrationcontrol.probe.Observation.Unreachable;
import dev.migrationcontrol.script.ScriptCatalog;
import dev.migrationcontrol.script.Scripts;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Every migration of an environment, as its database and its scripts have it now. */
@ApplicationScoped
class Migrations {
    private final DatabaseProbe probe;
    private final ScriptCatalog catalog;

    Migrations(DatabaseProbe probe, ScriptCatalog catalog) {
        this.probe = probe;
        this.catalog = catalog;
    }

    /** In Flyway's order: applied ones by rank, then pending ones, repeatables last. */
    Uni<List<MigrationEntry>> of(Environment environment) {
        return probe.observe(environment)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(observation -> entries(environment, requireHistory(environment, observation)));
    }

    private static Reachable requireHistory(Environment environment, Observation observation) {
        if (observation instanceof Unreachable unreachable) {
            throw new EnvironmentUnreachable(environment.name(), unreachable);
        }
        Reachable reachable = (Reachable) observation;
        if (reachable.isHistoryUnreadable()) {
            throw new HistoryUnreadable(
                    environment.name(), reachable.defects().get(0).detail());
        }
        return reachable;
    }

    private List<MigrationEntry> entries(Environment environment, Reachable reachable) {
        Scripts scripts = catalog.read(environment);
        UndoIndex undos = new UndoIndex(scripts);
        return MigrationStates.of(
                        reachable.history(), scripts, null, environment.policy().outOfOrder())
                .stream()
                .map(migration -> MigrationEntry.of(migration, undos))
                .toList();
    }
}
