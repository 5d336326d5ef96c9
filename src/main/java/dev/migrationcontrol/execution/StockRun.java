package dev.migrationcontrol.execution;

import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.StockListener;
import dev.migrationcontrol.engine.StockRunner;
import dev.migrationcontrol.engine.Target;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.operation.state.Outcome;
import dev.migrationcontrol.operation.state.PlannedStep;
import dev.migrationcontrol.operation.state.Step;
import dev.migrationcontrol.operation.state.StepSummary;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run of stock Flyway, over as many tries as it takes. A step has succeeded when its row is in the history, and not
 * before: Flyway's events come before its commits, which may fail.
 */
final class StockRun implements Attempts.Work, StockListener {
    private final OperationRun run;
    private final Target target;
    private final Reconciliation reconciliation;
    private volatile @Nullable Begun begun;
    private @Nullable RunFailure failure;
    private List<HistoryRow> rows = List.of();

    private record Begun(String script, boolean inTransaction) {}

    StockRun(OperationRun run, Target target) {
        this.run = run;
        this.target = target;
        this.reconciliation = new Reconciliation(run, target.environment());
    }

    /** Lets Flyway run. */
    void migrate(StockRunner stock, StockExecution.Settings settings) {
        begun = null;
        failure = null;
        try {
            stock.migrate(target, settings.target(), settings.outOfOrder(), this);
        } catch (RunFailure e) {
            failure = e;
        }
        run.stop().lookFirst();
    }

    /** The failure of the last try, when nothing of it stays, so that Flyway may be asked again. */
    Optional<RunFailure> passing() {
        RunFailure e = failure;
        Begun last = begun;
        boolean harmless = last == null
                || position(last.script())
                        .map(i -> run.steps().get(i).state() == Step.State.SUCCEEDED
                                || (last.inTransaction() && isSql(last.script())))
                        .orElse(false);
        return e != null && e.mayPass() && harmless ? Optional.of(e) : Optional.empty();
    }

    @Override
    public void begun(String script, boolean inTransaction) {
        begun = new Begun(script, inTransaction);
        position(script)
                .filter(i -> run.steps().get(i).state() == Step.State.PENDING)
                .ifPresent(run::stepStarted);
    }

    @Override
    public void recorded(List<HistoryRow> rows) {
        List<PlannedStep> plan = run.plan();
        for (int i = 0; i < plan.size(); i++) {
            if (run.steps().get(i).state() != Step.State.SUCCEEDED) {
                int at = i;
                row(rows, plan.get(i))
                        .filter(HistoryRow::success)
                        .ifPresent(row -> run.stepSucceeded(at, row.executionTime()));
            }
        }
    }

    /** Reads what was committed; how the run ended is said by {@link #end}. */
    @Override
    public Outcome in(MigrationSession session) {
        rows = session.history().rows();
        recorded(rows);
        run.stop().looked();
        return Outcome.done();
    }

    /** How the run ended, from what the history held afterwards. */
    Outcome end() {
        RunFailure e = failure;
        if (e == null) {
            return allThere();
        }
        return switch (e.reason()) {
            case HANDED_OVER -> handOver();
            case CANCELLED -> new Outcome.Cancelled(StepSummary.cancelled(run.steps(), cut(e)));
            default -> new Outcome.Failed(fail(e));
        };
    }

    /** The history could not be read. */
    @Override
    public Outcome failed(RunFailure unread) {
        RunFailure first = failure == null ? unread : failure;
        Failure failure = reconciliation.inDoubt(Failures.of(first, null));
        reconciliation.notRun();
        return new Outcome.Failed(failure);
    }

    @Override
    public int done() {
        return (int) run.steps().stream()
                .filter(step -> step.state() == Step.State.SUCCEEDED)
                .count();
    }

    @Override
    public void waits() {
        for (int i = 0; i < run.steps().size(); i++) {
            if (run.steps().get(i).state() == Step.State.RUNNING) {
                run.stepWaits(i);
            }
        }
    }

    private Outcome allThere() {
        List<Step> steps = run.steps();
        if (steps.stream().allMatch(step -> step.state() == Step.State.SUCCEEDED)) {
            return StockExecution.succeeded(target);
        }
        Failure missing = Failure.of(
                "history-changed",
                "Flyway reported success, but the history does not hold " + StepSummary.left(steps) + ".",
                "Look at the environment's status, then ask again for the rest.");
        reconciliation.notRun();
        return new Outcome.Failed(missing);
    }

    private Outcome handOver() {
        waits();
        return new Outcome.HandedOver();
    }

    private @Nullable Failure cut(RunFailure e) {
        Failure failure = fail(e);
        return failure.step() == null ? null : failure;
    }

    /** Marks the script that was at work, if it is not in the history as a success, and those after it. */
    private Failure fail(RunFailure e) {
        Begun last = begun;
        Optional<Integer> at = last == null
                ? Optional.empty()
                : position(last.script()).filter(i -> run.steps().get(i).state() != Step.State.SUCCEEDED);
        if (last == null || at.isEmpty()) {
            reconciliation.notRun();
            return Failures.of(e, null);
        }
        Failure failure = Failures.of(e, last.script());
        boolean recorded = row(rows, run.plan().get(at.get())).isPresent();
        Failure full = failure.withEffect(effect(last, recorded, failure.effect()));
        run.stepFailed(at.get(), Duration.ZERO, full);
        reconciliation.notRun();
        return full;
    }

    private String effect(Begun script, boolean recorded, @Nullable String left) {
        String name = script.script();
        String what;
        if (recorded) {
            what = "The statements of " + name
                    + " before the failure stay. The history holds it as failed: remove what it"
                    + " left, then run a repair.";
        } else if (!isSql(name)) {
            what = "The history does not hold " + name
                    + ". What it did in Flyway's own transaction was rolled back; what it" + " did elsewhere stays.";
        } else {
            what = script.inTransaction()
                    ? "Everything that " + name + " did was rolled back."
                    : "Statements of " + name
                            + " may stay: it does not run in a transaction, and the history does not hold" + " it.";
        }
        return left == null ? what : what + " " + left;
    }

    private boolean isSql(String name) {
        return target.scripts().scripts().migrations().stream()
                        .anyMatch(script ->
                                script.name().equals(name) && script.type().equals("SQL"))
                || target.scripts().scripts().baselines().stream()
                        .anyMatch(script -> script.name().equals(name));
    }

    private Optional<Integer> position(String script) {
        List<Step> steps = run.steps();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).script().equals(script)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static Optional<HistoryRow> row(List<HistoryRow> rows, PlannedStep step) {
        return rows.stream()
                .filter(row -> row.rank() == step.historyRank() && row.script().equals(step.script()))
                .findFirst();
    }
}
