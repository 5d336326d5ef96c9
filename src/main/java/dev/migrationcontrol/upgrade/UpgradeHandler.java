package dev.migrationcontrol.upgrade;

import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.engine.Target;
import dev.migrationcontrol.execution.PlanExecution;
import dev.migrationcontrol.execution.StockExecution;
import dev.migrationcontrol.execution.preflight.IgnoredFiles;
import dev.migrationcontrol.execution.preflight.TargetResolver;
import dev.migrationcontrol.operation.OperationHandler;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Outcome;
import dev.migrationcontrol.planner.UpgradePlanner;
import dev.migrationcontrol.planner.refusal.HistoryGuard;
import dev.migrationcontrol.planner.refusal.PlanResult;
import dev.migrationcontrol.promotion.Promotions;
import jakarta.enterprise.context.ApplicationScoped;

/** Applies pending migrations; what was begun goes on where the history says. */
@ApplicationScoped
class UpgradeHandler implements OperationHandler<UpgradeRequest> {
    static final String TYPE = "UPGRADE";

    private final TargetResolver targetOf;
    private final PlanExecution execution;
    private final StockExecution stock;
    private final Promotions promotions;

    UpgradeHandler(TargetResolver targetOf, PlanExecution execution, StockExecution stock, Promotions promotions) {
        this.targetOf = targetOf;
        this.execution = execution;
        this.stock = stock;
        this.promotions = promotions;
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
        // What was begun may end; the order of environments is asked once, under the lock.
        boolean ordered = request.breakGlass() == null && run.operation().attempt() == 0;
        PlanExecution.Planner planner = session -> {
            PlanResult plan = HistoryGuard.check(
                    UpgradePlanner.plan(session.history(), session.scripts(), request.target(), outOfOrder),
                    session.resolvedScripts(),
                    target.environment());
            return ordered ? promotions.check(plan, target.environment(), session.scripts()) : plan;
        };
        return IgnoredFiles.namedIn(
                execute(run, target, planner, request), target.scripts().scripts());
    }

    private Outcome execute(OperationRun run, Target target, PlanExecution.Planner planner, UpgradeRequest request) {
        if (target.scripts().scripts().stockOnly().isEmpty()) {
            return execution.upgrade(run, target, planner);
        }
        boolean outOfOrder = request.outOfOrder(target.environment().policy().outOfOrder());
        return stock.execute(run, target, planner, new StockExecution.Settings(request.target(), outOfOrder));
    }
}
