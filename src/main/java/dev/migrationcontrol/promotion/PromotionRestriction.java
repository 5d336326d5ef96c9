package dev.migrationcontrol.promotion;

import dev.migrationcontrol.access.Change;
import dev.migrationcontrol.access.Obstacle;
import dev.migrationcontrol.access.Restriction;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.planner.UpgradePlanner;
import dev.migrationcontrol.planner.refusal.PlanResult;
import dev.migrationcontrol.probe.DatabaseProbe;
import dev.migrationcontrol.probe.Observation;
import dev.migrationcontrol.script.ScriptCatalog;
import dev.migrationcontrol.script.Scripts;
import dev.migrationcontrol.script.Version;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds upgrades back that an earlier environment has not seen, before they are accepted. */
@Singleton
final class PromotionRestriction implements Restriction {
    private final Environments environments;
    private final ScriptCatalog catalog;
    private final DatabaseProbe probe;
    private final Promotions promotions;

    PromotionRestriction(Environments environments, ScriptCatalog catalog, DatabaseProbe probe, Promotions promotions) {
        this.environments = environments;
        this.catalog = catalog;
        this.probe = probe;
        this.promotions = promotions;
    }

    @Override
    public List<Obstacle> against(Change change) {
        Environment environment = environments.require(change.environment());
        if (change.verb() != Verb.UPGRADE
                || change.breaksGlass()
                || environment.policy().promotion().isFree()) {
            return List.of();
        }
        // What cannot be planned is refused with its own reason.
        Observation observation = probe.observe(environment.onPrimary()).await().indefinitely();
        if (!(observation instanceof Observation.Reachable reachable)) {
            return List.of();
        }
        Scripts scripts = catalog.readFresh(environment).scripts();
        PlanResult plan = UpgradePlanner.plan(
                reachable.history(),
                scripts,
                target(change),
                Optional.ofNullable(change.flag("outOfOrder"))
                        .orElse(environment.policy().outOfOrder()));
        return plan instanceof PlanResult.Ready ready
                ? promotions.against(environment, ready.runs(), scripts)
                : List.of();
    }

    private static @Nullable Version target(Change change) {
        String written = change.text("targetVersion");
        return written == null ? null : Version.of(written);
    }
}
