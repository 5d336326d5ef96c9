package dev.migrationcontrol.upgrade;

import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.engine.RunListener.TransactionWork;
import dev.migrationcontrol.engine.Target;
import dev.migrationcontrol.execution.PlanExecution;
import dev.migrationcontrol.execution.StockExecution;
import dev.migrationcontrol.execution.preflight.IgnoredFiles;
import dev.migrationcontrol.execution.preflight.TargetResolver;
import dev.migrationcontrol.loss.Archives;
import dev.migrationcontrol.operation.OperationHandler;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Outcome;
import dev.migrationcontrol.plan.PlanGuard;
import dev.migrationcontrol.planner.UpgradePlanner;
import dev.migrationcontrol.planner.refusal.HistoryGuard;
import dev.migrationcontrol.planner.refusal.PlanResult;
import dev.migrationcontrol.promotion.Promotions;
import dev.migrationcontrol.proof.ProvenUndo;
import jakarta.enterprise.context.ApplicationScoped;

/** Applies pending migrations; what was begun goes on where the history says. */
@ApplicationScoped
class UpgradeHandler implements OperationHandler<UpgradeRequest> {
    static final String TYPE = "UPGRADE";

    private final TargetResolver targetOf;
    private final PlanExecution execution;
    private final StockExecution stock;
    private final Promotions promotions;
    private final PlanGuard guard;
    private final ProvenUndo undo;
    private final Archives archives;

    UpgradeHandler(
            TargetResolver targetOf,
            PlanExecution execution,
            StockExecution stock,
            Promotions promotions,
            PlanGuard guard,
            ProvenUndo undo,
            Archives archives) {
        this.targetOf = targetOf;
        this.execution = execution;
        this.stock = stock;
        this.promotions = promotions;
        this.guard = guard;
        this.undo = undo;
        this.archives = archives;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Verb verb() {
        return Verb.UPGRADE;
    }

    @Override
    public Class<UpgradeRequest> request() {
        return UpgradeRequest.class;
    }

    @Override
    public Outcome execute(OperationRun run, UpgradeRequest request) {
        Target target = targetOf.of(run, request.limits());
        boolean outOfOrder = request.outOfOrder(target.environment().policy().outOfOrder());
        // What was begun may end; the plan and the order of environments are asked once, under the lock.
        boolean first = run.operation().attempt() == 0;
        boolean ordered = first && request.breakGlass() == null;
        PlanExecution.Planner planner = session -> {
            PlanResult plan = HistoryGuard.check(
                    UpgradePlanner.plan(session.history(), session.scripts(), request.target(), outOfOrder),
                    session.resolvedScripts(),
                    target.environment());
            if (request.restoreArchive() != null) {
                plan = archives.checkRestoring(plan, request.restoreArchive(), session);
            }
            PlanResult guarded = guard.check(plan, first ? request.plan() : null, target.environment(), session);
            return ordered
                    ? undo.check(
                            promotions.check(guarded, target.environment(), session.scripts()),
                            target.environment(),
                            session)
                    : guarded;
        };
        return IgnoredFiles.namedIn(
                execute(run, target, planner, request), target.scripts().scripts());
    }

    private TransactionWork work(UpgradeRequest request) {
        return request.restoreArchive() == null ? TransactionWork.NONE : archives.restoring(request.restoreArchive());
    }

    private Outcome execute(OperationRun run, Target target, PlanExecution.Planner planner, UpgradeRequest request) {
        if (target.scripts().scripts().stockOnly().isEmpty()) {
            return execution.upgrade(run, target, planner, work(request));
        }
        boolean outOfOrder = request.outOfOrder(target.environment().policy().outOfOrder());
        return stock.execute(run, target, planner, new StockExecution.Settings(request.target(), outOfOrder));
    }
}
