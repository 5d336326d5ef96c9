package dev.migrationcontrol.status;

import dev.migrationcontrol.control.ControlDatabaseUnavailable;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.planner.MigrationStates;
import dev.migrationcontrol.probe.DatabaseProbe;
import dev.migrationcontrol.probe.Observation;
import dev.migrationcontrol.probe.Observation.Reachable;
import dev.migrationcontrol.probe.Observation.Unreachable;
import dev.migrationcontrol.proof.UndoProof;
import dev.migrationcontrol.proof.UndoProofs;
import dev.migrationcontrol.proof.UndoQuestion;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.ScriptCatalog;
import dev.migrationcontrol.script.Scripts;
import dev.migrationcontrol.script.ScriptsUnreadable;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every migration of an environment, as its database and its scripts have it now. */
@ApplicationScoped
class Migrations {
    private final DatabaseProbe probe;
    private final ScriptCatalog catalog;
    private final UndoProofs proofs;

    Migrations(DatabaseProbe probe, ScriptCatalog catalog, UndoProofs proofs) {
        this.probe = probe;
        this.catalog = catalog;
        this.proofs = proofs;
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
        ResolvedScripts resolved = catalog.readWithTexts(environment);
        Scripts scripts = resolved.scripts();
        Map<String, UndoProof> known = proven(environment, resolved, reachable);
        UndoIndex undos = new UndoIndex(scripts);
        return MigrationStates.of(
                        reachable.history(), scripts, null, environment.policy().outOfOrder())
                .stream()
                .map(migration -> MigrationEntry.of(migration, undos, known))
                .toList();
    }

    /** The list is worth as much without them. */
    private Map<String, UndoProof> proven(Environment environment, ResolvedScripts scripts, Reachable reachable) {
        try {
            UndoQuestion question = UndoQuestion.ofAll(environment, scripts, reachable.history());
            Map<String, UndoProof> known = new HashMap<>();
            proofs.known(question, reachable.server().major()).forEach(each -> known.put(each.version(), each));
            return known;
        } catch (ControlDatabaseUnavailable | ScriptsUnreadable e) {
            return Map.of();
        }
    }
}
