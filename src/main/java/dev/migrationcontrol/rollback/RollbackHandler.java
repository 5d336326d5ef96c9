package dev.migrationcontrol.rollback;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.engine.Target;
import dev.migrationcontrol.execution.PlanExecution;
import dev.migrationcontrol.execution.preflight.IgnoredFiles;
import dev.migrationcontrol.execution.preflight.TargetResolver;
import dev.migrationcontrol.operation.OperationHandler;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Outcome;
import dev.migrationcontrol.planner.HistoryGuard;
import dev.migrationcontrol.planner.RollbackPlanner;
import dev.migrationcontrol.planner.RollbackTarget;
import jakarta.enterprise.context.ApplicationScoped;

/** Undoes applied migrations. */
@ApplicationScoped
class RollbackHandler implements OperationHandler {
    static final String TYPE = "ROLLBACK";

    private final TargetResolver targetOf;
    private final PlanExecution execution;
    private final RollbackTargets targets;
    private final ObjectMapper mapper;

    RollbackHandler(TargetResolver targetOf, PlanExecution execution, RollbackTargets targets, ObjectMapper mapper) {
        this.targetOf = targetOf;
        this.execution = execution;
        this.targets = targets;
        this.mapper = mapper;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Outcome execute(OperationRun run) {
        RollbackRequest request = request(run);
        RollbackTarget target = targets.of(run.operation().requireEnvironment(), request);
        Target on = targetOf.of(run, request.limits());
        Outcome outcome = execution.execute(
                run,
                on,
                session -> HistoryGuard.check(
                        RollbackPlanner.plan(session.history(), session.scripts(), target, session::textOf),
                        session.resolvedScripts(),
                        on.environment()));
        return IgnoredFiles.namedIn(outcome, on.scripts().scripts());
    }

    /** What was begun goes on where the history says. */
    @Override
    public Outcome reconcile(OperationRun run) {
        return execute(run);
    }

    private RollbackRequest request(OperationRun run) {
        return mapper.convertValue(run.operation().request(), RollbackRequest.class);
    }
}
