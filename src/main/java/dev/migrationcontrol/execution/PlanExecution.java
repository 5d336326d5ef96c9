package dev.migrationcontrol.execution;

import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.engine.MigrationRunner;
import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.engine.Target;
import dev.migrationcontrol.operation.Failure;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.Outcome;
import dev.migrationcontrol.operation.PlannedStep;
import dev.migrationcontrol.operation.Step;
import dev.migrationcontrol.plan.Planning;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a plan, made anew under the lock, step by step in one session. */
@ApplicationScoped
public class PlanExecution {
    private final MigrationRunner runner;

    PlanExecution(MigrationRunner runner) {
        this.runner = runner;
    }

    /** Decides what to run, from what the session holds. */
    public interface Planner {
        Planning plan(MigrationSession session);
    }

    /** Makes the plan and runs it; every failure is an outcome. */
    public Outcome execute(OperationRun run, Target target, Planner planner) {
        try {
            return runner.inSession(target, session -> execute(run, session, planner));
        } catch (RunFailure e) {
            return new Outcome.Failed(Failures.of(e, null));
        }
    }

    private static Outcome execute(OperationRun run, MigrationSession session, Planner planner) throws RunFailure {
        Planning planning = planner.plan(session);
        if (planning instanceof Planning.Blocked blocked) {
            return new Outcome.Failed(Failures.of(blocked));
        }
        List<ScriptRun> runs = ((Planning.Ready) planning).runs();
        session.createHistory();
        run.planned(steps(runs, session.nextRank()));
        for (int i = 0; i < runs.size(); i++) {
            if (i + 1 < runs.size()) {
                session.expect(runs.get(i + 1));
            }
            Outcome failed = step(run, session, i, runs.get(i));
            if (failed != null) {
                notRun(run, i + 1);
                return failed;
            }
        }
        return Outcome.done();
    }

    private static @Nullable Outcome step(OperationRun run, MigrationSession session, int position, ScriptRun script) {
        long start = System.nanoTime();
        run.stepStarted(position);
        try {
            int millis = session.run(script, (statement, of) -> run.statementStarted(position, statement, of));
            run.stepSucceeded(position, Duration.ofMillis(millis));
            return null;
        } catch (RunFailure e) {
            Failure failure = Failures.of(e, script.script().name());
            run.stepFailed(position, Duration.ofNanos(System.nanoTime() - start), failure);
            return new Outcome.Failed(failure);
        }
    }

    private static void notRun(OperationRun run, int from) {
        for (int i = from; i < run.steps().size(); i++) {
            run.stepNotRun(i);
        }
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
                    firstRank + steps.size()));
        }
        return steps;
    }

    /**
     * After an executor died: reads the history, under the lock, and says of each step whether it was done. Nothing is
     * run.
     */
    public Outcome reconcile(OperationRun run, Target target) {
        try {
            return runner.inSession(target, session -> reconcile(run, session));
        } catch (RunFailure e) {
            Failure why = Failures.of(e, null);
            return new Outcome.Interrupted(Failure.of(
                    "interrupted",
                    "The executor died, and what it did could not be looked up: " + why.message(),
                    "Look at the environment's status before anything else is asked for."));
        }
    }

    private static Outcome reconcile(OperationRun run, MigrationSession session) {
        List<Step> steps = run.steps();
        List<Integer> ranks = run.historyRanks();
        int done = 0;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            int rank = ranks.get(i);
            boolean recorded = session.history().rows().stream()
                    .anyMatch(row ->
                            row.rank() == rank && row.success() && row.script().equals(step.script()));
            if (recorded) {
                done++;
                if (step.state() != Step.State.SUCCEEDED) {
                    run.stepSucceeded(i, Duration.ZERO);
                }
            } else {
                run.stepNotRun(i);
            }
        }
        if (!steps.isEmpty() && done == steps.size()) {
            return Outcome.done();
        }
        return new Outcome.Interrupted(Failure.of(
                "interrupted",
                "The executor died after " + done + " of " + steps.size() + " steps; the history was read to find out.",
                "Ask again for what is still to be done. A script that does not run in a transaction may have left a part"
                        + " of its work: see the environment's status."));
    }
}
