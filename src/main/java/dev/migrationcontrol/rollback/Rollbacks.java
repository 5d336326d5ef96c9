package dev.migrationcontrol.rollback;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.execution.PlanRefused;
import dev.migrationcontrol.execution.preflight.ConfirmationRequired;
import dev.migrationcontrol.execution.preflight.Preflight;
import dev.migrationcontrol.loss.Losses;
import dev.migrationcontrol.operation.Operation;
import dev.migrationcontrol.operation.Operations;
import dev.migrationcontrol.operation.idempotency.IdempotencyKey;
import dev.migrationcontrol.plan.PlanType;
import dev.migrationcontrol.plan.Plans;
import dev.migrationcontrol.plan.RollbackAim;
import dev.migrationcontrol.planner.RollbackPlanner;
import dev.migrationcontrol.planner.RollbackTarget;
import dev.migrationcontrol.planner.refusal.HistoryGuard;
import dev.migrationcontrol.planner.refusal.PlanResult;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.ScriptCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Accepts rollbacks. */
@ApplicationScoped
class Rollbacks {
    private final Environments environments;
    private final ScriptCatalog catalog;
    private final Preflight preflight;
    private final Operations operations;
    private final RollbackAim targets;
    private final Plans plans;
    private final Losses losses;

    Rollbacks(
            Environments environments,
            ScriptCatalog catalog,
            Preflight preflight,
            Operations operations,
            RollbackAim targets,
            Plans plans,
            Losses losses) {
        this.environments = environments;
        this.catalog = catalog;
        this.preflight = preflight;
        this.operations = operations;
        this.targets = targets;
        this.plans = plans;
        this.losses = losses;
    }

    /**
     * Accepts a rollback, or refuses it when it is plain already that it cannot run. Blocks.
     *
     * @param key null when the request has none
     * @throws dev.migrationcontrol.problem.Refusal one of those that the API documents
     */
    Operation rollBack(String name, RollbackRequest asked, @Nullable IdempotencyKey key) {
        Environment environment = environments.require(name);
        RollbackRequest request =
                asked.plan() == null ? asked : asked.as(plans.planned(asked.plan(), name, PlanType.ROLLBACK));
        ConfirmationRequired.check(environment, request.confirm());
        RollbackTarget target = targets.of(name, request.steps(), request.targetVersion(), request.operation());
        return operations.accept(
                new Operations.Submission(RollbackHandler.TYPE, name, request.reason(), request, key),
                () -> isNothingToDo(environment, target, request));
    }

    private boolean isNothingToDo(Environment environment, RollbackTarget target, RollbackRequest request) {
        ResolvedScripts scripts = catalog.readFresh(environment);
        History history = preflight.requireChangeable(environment);
        PlanResult planning = HistoryGuard.check(
                RollbackPlanner.plan(history, scripts.scripts(), target, scripts::textOf), scripts, environment);
        if (planning instanceof PlanResult.Blocked blocked) {
            throw new PlanRefused(blocked);
        }
        PlanResult.Ready ready = (PlanResult.Ready) planning;
        if (environment.policy().asksForLoss(request.plan() != null)) {
            losses.require(environment, scripts, history, ready.runs(), request.accepted());
        }
        return ready.isNothing();
    }
}
