package dev.migrationcontrol.execution;

import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.RunListener.TransactionWork;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.engine.Target;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Outcome;
import dev.migrationcontrol.operation.state.PlannedStep;
import dev.migrationcontrol.operation.state.Step;
import dev.migrationcontrol.planner.refusal.PlanResult;
import dev.migrationcontrol.script.Moment;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Runs a plan, made anew under the lock, step by step; what was begun goes on where the history says. */
@ApplicationScoped
public class PlanExecution {
    private final Attempts attempts;

    PlanExecution(Attempts attempts) {
        this.attempts = attempts;
    }

    /** Decides what to run, from what the session holds. */
    public interface Planner {
        PlanResult plan(MigrationSession session) throws RunFailure;
    }

    /** Makes the plan, unless an earlier replica has, and runs it; every failure is an outcome. */
    public Outcome execute(OperationRun run, Target target, Planner planner) {
        return execute(run, target, planner, TransactionWork.NONE);
    }

    /** The same with work in the transactions of the scripts. */
    public Outcome execute(OperationRun run, Target target, Planner planner, TransactionWork work) {
        return attempts.run(run, target, new PlanRun(run, target, planner, new UpgradeCallbacks(run, false), work));
    }

    /** The same for an upgrade, with the callbacks that its locations hold. */
    public Outcome upgrade(OperationRun run, Target target, Planner planner, TransactionWork work) {
        UpgradeCallbacks callbacks = new UpgradeCallbacks(run, target.scripts().hasAnyCallback());
        Outcome outcome = attempts.run(run, target, new PlanRun(run, target, planner, callbacks, work));
        boolean ours = run.stop().why() == null || run.isCancelled();
        if (outcome.failure() != null && callbacks.oweError() && ours) {
            attempts.aside(run, target.unstopped(), session -> callbacks.at(session, Moment.FAILED));
        }
        return outcome;
    }

    static List<PlannedStep> steps(List<ScriptRun> runs, int firstRank) {
        List<PlannedStep> steps = new ArrayList<>();
        for (ScriptRun run : runs) {
            HistoryRow undone = run.undone();
            Object version = undone == null ? run.script().version() : undone.version();
            steps.add(new PlannedStep(
                    version == null ? null : version.toString(),
                    undone == null ? run.script().description() : undone.description(),
                    run.script().name(),
                    run.isUndo() ? Step.Direction.DOWN : Step.Direction.UP,
                    firstRank + steps.size(),
                    run.script().checksum(),
                    0));
        }
        return steps;
    }
}
