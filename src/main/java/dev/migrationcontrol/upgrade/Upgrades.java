package dev.migrationcontrol.upgrade;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.execution.PlanRefused;
import dev.migrationcontrol.execution.preflight.ConfirmationRequired;
import dev.migrationcontrol.execution.preflight.Preflight;
import dev.migrationcontrol.loss.Archives;
import dev.migrationcontrol.operation.Operation;
import dev.migrationcontrol.operation.Operations;
import dev.migrationcontrol.operation.idempotency.IdempotencyKey;
import dev.migrationcontrol.plan.PlanType;
import dev.migrationcontrol.plan.Plans;
import dev.migrationcontrol.planner.UpgradePlanner;
import dev.migrationcontrol.planner.refusal.HistoryGuard;
import dev.migrationcontrol.planner.refusal.PlanResult;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.ScriptCatalog;
import dev.migrationcontrol.script.Scripts;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Accepts upgrades. */
@ApplicationScoped
class Upgrades {
    private final Environments environments;
    private final ScriptCatalog catalog;
    private final Preflight preflight;
    private final Operations operations;
    private final Plans plans;
    private final Archives archives;

    Upgrades(
            Environments environments,
            ScriptCatalog catalog,
            Preflight preflight,
            Operations operations,
            Plans plans,
            Archives archives) {
        this.environments = environments;
        this.catalog = catalog;
        this.preflight = preflight;
        this.operations = operations;
        this.plans = plans;
        this.archives = archives;
    }

    /**
     * Accepts an upgrade, or refuses it when it is plain already that it cannot run. Blocks.
     *
     * @param key null when the request has none
     * @throws dev.migrationcontrol.problem.Refusal one of those that the API documents
     */
    Operation upgrade(String name, UpgradeRequest asked, @Nullable IdempotencyKey key) {
        Environment environment = environments.require(name);
        UpgradeRequest request =
                asked.plan() == null ? asked : asked.as(plans.planned(asked.plan(), name, PlanType.UPGRADE));
        ConfirmationRequired.check(environment, request.confirm());
        if (request.restoreArchive() != null) {
            archives.require(environment, request.restoreArchive());
        }
        return operations.accept(
                new Operations.Submission(UpgradeHandler.TYPE, name, request.reason(), request, key),
                () -> isNothingToDo(environment, request));
    }

    private boolean isNothingToDo(Environment environment, UpgradeRequest request) {
        ResolvedScripts resolved = catalog.readFresh(environment);
        Scripts scripts = resolved.scripts();
        History history = preflight.requireChangeable(environment);
        PlanResult planning = UpgradePlanner.plan(
                history,
                scripts,
                request.target(),
                request.outOfOrder(environment.policy().outOfOrder()));
        planning = HistoryGuard.check(planning, resolved, environment);
        if (planning instanceof PlanResult.Blocked blocked) {
            throw new PlanRefused(blocked);
        }
        return history.exists()
                && history.missingSchemas().isEmpty()
                && scripts.stockOnly().isEmpty()
                && !resolved.hasCallbacks()
                && scripts.ignored().isEmpty()
                && ((PlanResult.Ready) planning).runs().isEmpty();
    }
}
