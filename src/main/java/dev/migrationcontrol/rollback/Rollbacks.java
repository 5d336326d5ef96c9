package dev.migrationcontrol.rollback;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.ResolvedScripts;
import dev.migrationcontrol.engine.ScriptCatalog;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.execution.PlanRefused;
import dev.migrationcontrol.execution.Preflight;
import dev.migrationcontrol.operation.Operation;
import dev.migrationcontrol.operation.Operations;
import dev.migrationcontrol.plan.Planning;
import dev.migrationcontrol.plan.RollbackPlanner;
import dev.migrationcontrol.plan.RollbackTarget;
import jakarta.enterprise.context.ApplicationScoped;

/** Accepts rollbacks. */
@ApplicationScoped
public class Rollbacks {
    private final Environments environments;
    private final ScriptCatalog catalog;
    private final Preflight preflight;
    private final Operations operations;
    private final RollbackTargets targets;

    Rollbacks(
            Environments environments,
            ScriptCatalog catalog,
            Preflight preflight,
            Operations operations,
            RollbackTargets targets) {
        this.environments = environments;
        this.catalog = catalog;
        this.preflight = preflight;
        this.operations = operations;
        this.targets = targets;
    }

    /**
     * Accepts a rollback, or refuses it when it is plain already that it cannot run. Blocks.
     *
     * @throws dev.migrationcontrol.problem.Refusal one of those that the API documents
     */
    Operation rollBack(String name, RollbackRequest request) {
        request.requireTarget();
        Environment environment = environments.require(name);
        operations.requireIdle(name);
        RollbackTarget target = targets.of(name, request);
        ResolvedScripts scripts = catalog.readFresh(environment);
        History history = preflight.requireChangeable(environment);
        Planning planning = RollbackPlanner.plan(history, scripts.scripts(), target, scripts::textOf);
        if (planning instanceof Planning.Blocked blocked) {
            throw new PlanRefused(blocked);
        }
        Operations.Submission submission =
                new Operations.Submission(RollbackHandler.TYPE, name, request.reason(), request);
        boolean nothingToDo = ((Planning.Ready) planning).runs().isEmpty();
        return nothingToDo ? operations.submitNothingToDo(submission) : operations.submit(submission);
    }
}
