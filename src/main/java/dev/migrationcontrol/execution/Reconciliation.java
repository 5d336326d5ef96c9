package dev.migrationcontrol.execution;

import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.operation.state.OperationState;
import dev.migrationcontrol.operation.state.Outcome;
import dev.migrationcontrol.operation.state.PlannedStep;
import dev.migrationcontrol.operation.state.Step;
import dev.migrationcontrol.operation.state.StepSummary;
import dev.migrationcontrol.planner.RecordedRun;
import dev.migrationcontrol.planner.Resumption;
import dev.migrationcontrol.planner.ResumptionPlanner;
import dev.migrationcontrol.script.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out, under the lock, how far a plan that was begun has come, and whether it may go on. */
final class Reconciliation {
    private final OperationRun run;
    private final Environment environment;

    Reconciliation(OperationRun run, Environment environment) {
        this.run = run;
        this.environment = environment;
    }

    /**
     * How far the plan has come.
     *
     * @param outcome that ends the operation here; null when it goes on
     */
    record Standing(
            int done, List<ScriptRun> left, @Nullable Outcome outcome) {}

    Standing reconcile(MigrationSession session) throws RunFailure {
        Resumption resumption = ResumptionPlanner.plan(session.history(), session.scripts(), recorded());
        run.stop().looked();
        markDone(resumption.done());
        if (resumption instanceof Resumption.Ready ready) {
            return new Standing(
                    ready.done(), ready.left(), ready.left().isEmpty() ? Outcome.done() : ended(ready.done()));
        }
        int at = resumption.done();
        Failure failure = failure(resumption, session);
        if (!(resumption instanceof Resumption.Diverged)) {
            run.stepFailed(at, Duration.ZERO, failure);
        }
        notRun();
        return new Standing(
                at, List.of(), isAfterDeath() ? new Outcome.Interrupted(failure) : new Outcome.Failed(failure));
    }

    /** Why an operation that could go on does not; null when it does. */
    private @Nullable Outcome ended(int next) {
        if (run.isCancelled()) {
            notRun();
            return new Outcome.Cancelled(StepSummary.cancelled(run.steps(), null));
        }
        if (isAfterDeath() && !environment.policy().execution().resume()) {
            notRun();
            return new Outcome.Interrupted(Failure.of(
                    "interrupted",
                    "The replica died after " + StepSummary.done(run.steps())
                            + ", and the policy does not let another replica go on." + " Not run: "
                            + StepSummary.left(run.steps()) + ".",
                    "Ask again for the rest."));
        }
        Failure tooOften = run.resumesAt(next).orElse(null);
        if (tooOften != null) {
            notRun();
            return new Outcome.Interrupted(tooOften);
        }
        return null;
    }

    /** Whether a replica died, rather than handed the operation over, or lost its connection in this attempt. */
    private boolean isAfterDeath() {
        return run.operation().state() == OperationState.RUNNING;
    }

    /** The failure to find out how far the plan has come; that of the first step that may have come to its end or not. */
    Failure inDoubt(Failure failure) {
        List<Step> steps = run.steps();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).state() != Step.State.SUCCEEDED) {
                String script = steps.get(i).script();
                Failure doubtful = new Failure(
                        failure.reason(),
                        script,
                        null,
                        null,
                        failure.sqlState(),
                        failure.message(),
                        failure.hint(),
                        "Whether " + script
                                + " was committed is not known: the connection or the replica was lost, and the"
                                + " history could not be read since. The history says it once the database answers.");
                run.stepFailed(i, Duration.ZERO, doubtful);
                return doubtful;
            }
        }
        return failure;
    }

    /** Every step that has not come to its end is not going to run. */
    void notRun() {
        List<Step> steps = run.steps();
        for (int i = 0; i < steps.size(); i++) {
            Step.State state = steps.get(i).state();
            if (state == Step.State.PENDING || state == Step.State.RUNNING) {
                run.stepNotRun(i);
            }
        }
    }

    private List<RecordedRun> recorded() {
        List<PlannedStep> plan = run.plan();
        List<Step> steps = run.steps();
        List<RecordedRun> recorded = new ArrayList<>();
        for (int i = 0; i < plan.size(); i++) {
            PlannedStep each = plan.get(i);
            recorded.add(new RecordedRun(
                    each.script(),
                    each.direction() == Step.Direction.DOWN,
                    each.version(),
                    each.historyRank(),
                    each.checksum(),
                    steps.get(i).state() == Step.State.SUCCEEDED,
                    each.outsideStatement()));
        }
        return recorded;
    }

    private void markDone(int done) {
        List<Step> steps = run.steps();
        for (int i = 0; i < done; i++) {
            if (steps.get(i).state() != Step.State.SUCCEEDED) {
                run.stepSucceeded(i, Duration.ZERO);
            }
        }
    }

    private Failure failure(Resumption resumption, MigrationSession session) throws RunFailure {
        if (resumption instanceof Resumption.HalfDone half) {
            return halfDone(half, session);
        }
        if (resumption instanceof Resumption.Failed failed) {
            return new Failure(
                    "half-done",
                    failed.row().script(),
                    null,
                    null,
                    null,
                    "The history holds " + failed.row().script() + " as failed.",
                    repair(List.of()),
                    null);
        }
        Resumption.Diverged diverged = (Resumption.Diverged) resumption;
        return Failure.of(
                diverged.slug(),
                diverged.detail() + " Done: " + StepSummary.done(run.steps()) + ".",
                "Look at the environment's status, then ask again for the rest.");
    }

    /** What ran outside of a transaction is never run again blindly: it is recorded as failed, and a repair is offered. */
    private Failure halfDone(Resumption.HalfDone half, MigrationSession session) throws RunFailure {
        Script script = half.run().script();
        List<String> invalid = session.invalidIndexesOf(script);
        if (!half.run().isUndo()) {
            session.recordFailure(half.run());
        }
        int statement = half.statement();
        String before = statement == 1 ? "" : "Statements 1 to " + (statement - 1) + " ran and stay. ";
        String left = invalid.isEmpty()
                ? ""
                : " It leaves the invalid index " + String.join(", ", invalid) + ", which no query uses.";
        return new Failure(
                "half-done",
                script.name(),
                statement,
                null,
                null,
                "The connection or the replica was lost while statement " + statement + " of " + script.name()
                        + " ran, outside of a transaction, so nobody knows whether it was completed.",
                half.run().isUndo()
                        ? "The version still counts as applied. Undo the rest by hand, or fix the undo script and roll"
                                + " back again."
                        : repair(invalid),
                before + "Whether statement " + statement + " took effect can be seen in the schema." + left);
    }

    private String repair(List<String> invalid) {
        String drop = invalid.isEmpty() ? "" : ",\"dropInvalidIndexes\":[\"" + String.join("\",\"", invalid) + "\"]";
        return "POST /api/v1/environments/" + environment.name() + "/repairs with {\"failed\":\"REMOVE\"" + drop
                + "} to run the whole script again, or with {\"failed\":\"MARK_APPLIED\"} when everything it does is there.";
    }
}
