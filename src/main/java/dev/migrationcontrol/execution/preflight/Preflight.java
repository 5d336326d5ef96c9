package dev.migrationcontrol.execution.preflight;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.probe.DatabaseProbe;
import dev.migrationcontrol.probe.MissingRight;
import dev.migrationcontrol.probe.Observation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Looks at a target before work on it is accepted, so that what cannot run is refused at once. */
@ApplicationScoped
public class Preflight {
    private final DatabaseProbe probe;

    Preflight(DatabaseProbe probe) {
        this.probe = probe;
    }

    /**
     * The history of the primary as it is now. Blocks.
     *
     * @throws TargetUnusable when the database cannot be reached or cannot be changed
     */
    public History requireChangeable(Environment environment) {
        Observation observation = probe.observe(environment.onPrimary()).await().indefinitely();
        if (observation instanceof Observation.Unreachable unreachable) {
            throw TargetUnusable.unreachable(environment.name(), unreachable.reason());
        }
        Observation.Reachable reachable = (Observation.Reachable) observation;
        Optional<MissingRight> missing =
                reachable.missingRights().stream().filter(MissingRight::stops).findFirst();
        if (missing.isPresent()) {
            throw TargetUnusable.notPermitted(environment.name(), missing.get());
        }
        if (reachable.server().readOnly()) {
            throw TargetUnusable.readOnly(environment.name());
        }
        String pooler = reachable.server().pooler();
        if (pooler != null) {
            throw TargetUnusable.pooler(environment.name(), pooler);
        }
        return readable(environment, reachable);
    }

    /**
     * The same for work that only reads. Blocks.
     *
     * @throws TargetUnusable when the database cannot be reached, or its history cannot be read
     */
    public History requireReadable(Environment environment) {
        return readable(environment, requireReachable(environment));
    }

    private Observation.Reachable requireReachable(Environment environment) {
        Observation observation = probe.observe(environment.onPrimary()).await().indefinitely();
        if (observation instanceof Observation.Unreachable unreachable) {
            throw TargetUnusable.unreachable(environment.name(), unreachable.reason());
        }
        return (Observation.Reachable) observation;
    }

    private static History readable(Environment environment, Observation.Reachable reachable) {
        if (!reachable.defects().isEmpty()) {
            throw TargetUnusable.historyUnreadable(
                    environment.name(), reachable.defects().get(0).detail());
        }
        return reachable.history();
    }
}
