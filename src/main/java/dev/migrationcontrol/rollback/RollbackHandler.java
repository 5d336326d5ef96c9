package dev.migrationcontrol.rollback;

import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.engine.Target;
import dev.migrationcontrol.execution.PlanExecution;
import dev.migrationcontrol.execution.preflight.IgnoredFiles;
import dev.migrationcontrol.execution.preflight.TargetResolver;
import dev.migrationcontrol.operation.OperationHandler;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Outcome;
import dev.migrationcontrol.plan.PlanGuard;
import dev.migrationcontrol.plan.RollbackAim;
import dev.migrationcontrol.planner.RollbackPlanner;
import dev.migrationcontrol.planner.RollbackTarget;
import dev.migrationcontrol.planner.refusal.HistoryGuard;
import jakarta.enterprise.context.ApplicationScoped;

/** Undoes applied migrations; what was begun goes on where the history says. */
@ApplicationScoped
class RollbackHandler implements OperationHandler<RollbackRequest> {
    static final String TYPE = "ROLLBACK";

    private final TargetResolver targetOf;
    private final PlanExecution execution;
    private final RollbackAim targets;
    private final PlanGuard guard;

    RollbackHandler(TargetResolver targetOf, PlanExecution execution, RollbackAim targets, PlanGuard guard) {
        this.targetOf = targetOf;
        this.execution = execution;
        this.targets = targets;
        this.guard = guard;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Verb verb() {
        return Verb.ROLLBACK;
    }

    @Override
    public Class<RollbackRequest> request() {
        return RollbackRequest.class;
    }

    @Override
    public Outcome execute(OperationRun run, RollbackRequest request) {
        RollbackTarget target = targets.of(
                run.operation().requireEnvironment(), request.steps(), request.targetVersion(), request.operation());
        Target on = targetOf.of(run, request.limits());
        Outcome outcome = execution.execute(
                run,
                on,
                session -> guard.check(
                        HistoryGuard.check(
                                RollbackPlanner.plan(session.history(), session.scripts(), target, session::textOf),
                                session.resolvedScripts(),
                                on.environment()),
                        run.operation().attempt() == 0 ? request.plan() : null,
                        on.environment(),
                        session));
        return IgnoredFiles.namedIn(outcome, on.scripts().scripts());
    }
}
