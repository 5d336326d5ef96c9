package dev.migrationcontrol.rollback;

import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.RunListener.TransactionWork;
import dev.migrationcontrol.engine.Target;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.execution.PlanExecution;
import dev.migrationcontrol.execution.preflight.IgnoredFiles;
import dev.migrationcontrol.execution.preflight.Preflight;
import dev.migrationcontrol.execution.preflight.TargetResolver;
import dev.migrationcontrol.loss.Archives;
import dev.migrationcontrol.loss.Losses;
import dev.migrationcontrol.operation.OperationHandler;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Outcome;
import dev.migrationcontrol.plan.PlanGuard;
import dev.migrationcontrol.plan.RollbackAim;
import dev.migrationcontrol.planner.RollbackPlanner;
import dev.migrationcontrol.planner.RollbackTarget;
import dev.migrationcontrol.planner.refusal.HistoryGuard;
import dev.migrationcontrol.planner.refusal.PlanResult;
import jakarta.enterprise.context.ApplicationScoped;

/** Undoes applied migrations; what was begun goes on where the history says. */
@ApplicationScoped
class RollbackHandler implements OperationHandler<RollbackRequest> {
    static final String TYPE = "ROLLBACK";

    private final TargetResolver targetOf;
    private final PlanExecution execution;
    private final RollbackAim targets;
    private final PlanGuard guard;
    private final Losses losses;
    private final Archives archives;
    private final Preflight preflight;

    RollbackHandler(
            TargetResolver targetOf,
            PlanExecution execution,
            RollbackAim targets,
            PlanGuard guard,
            Losses losses,
            Archives archives,
            Preflight preflight) {
        this.targetOf = targetOf;
        this.execution = execution;
        this.targets = targets;
        this.guard = guard;
        this.losses = losses;
        this.archives = archives;
        this.preflight = preflight;
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
                run, on, session -> plan(run, request, target, on.environment(), session), work(run, request, on));
        return IgnoredFiles.namedIn(outcome, on.scripts().scripts());
    }

    private TransactionWork work(OperationRun run, RollbackRequest request, Target on) {
        return request.keeps()
                ? archives.keeping(
                        run.operation().id(),
                        on.environment(),
                        on.scripts(),
                        preflight.requireReadable(on.environment()))
                : TransactionWork.NONE;
    }

    private PlanResult plan(
            OperationRun run,
            RollbackRequest request,
            RollbackTarget target,
            Environment environment,
            MigrationSession session)
            throws RunFailure {
        PlanResult planned = HistoryGuard.check(
                RollbackPlanner.plan(session.history(), session.scripts(), target, session::textOf),
                session.resolvedScripts(),
                environment);
        boolean first = run.operation().attempt() == 0;
        if (request.keeps()) {
            planned = archives.checkKeeping(planned, session.resolvedScripts());
        }
        PlanResult guarded = guard.check(planned, first ? request.plan() : null, environment, session);
        return environment.policy().asksForLoss(request.plan() != null)
                ? losses.check(guarded, environment, session, request.accepted())
                : guarded;
    }
}
