package dev.migrationcontrol.execution;

import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.StockRunner;
import dev.migrationcontrol.engine.Target;
import dev.migrationcontrol.engine.Version;
import dev.migrationcontrol.operation.Failure;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.OperationState;
import dev.migrationcontrol.operation.Outcome;
import dev.migrationcontrol.operation.Remaining;
import dev.migrationcontrol.operation.Step;
import dev.migrationcontrol.plan.Planning;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs an upgrade by stock Flyway, because something in the locations asks for it: callbacks, Java or shell migrations.
 * The plan is made under the lock; Flyway then takes the lock itself and decides again what to run.
 */
@ApplicationScoped
public class StockExecution {
    private final Attempts attempts;
    private final StockRunner stock;

    StockExecution(Attempts attempts, StockRunner stock) {
        this.attempts = attempts;
        this.stock = stock;
    }

    /** What Flyway is told. */
    public record Settings(@Nullable Version target, boolean outOfOrder) {}

    /** Plans under the lock, lets Flyway run, and says so in the result. */
    public Outcome execute(OperationRun run, Target target, PlanExecution.Planner planner, Settings settings) {
        Outcome planned = attempts.run(run, target, session -> plan(run, target, session, planner));
        return planned.failure() == null && planned.state().isFinished() ? migrate(run, target, settings) : planned;
    }

    private static Outcome plan(
            OperationRun run, Target target, MigrationSession session, PlanExecution.Planner planner)
            throws RunFailure {
        if (!run.plan().isEmpty()) {
            return resume(run, new Reconciliation(run, target.environment()), session);
        }
        Planning planning = planner.plan(session);
        if (planning instanceof Planning.Blocked blocked) {
            return new Outcome.Failed(Failures.of(blocked));
        }
        run.planned(PlanExecution.steps(((Planning.Ready) planning).runs(), session.nextRank()));
        return Outcome.done();
    }

    /** What code did when its executor died is not to be seen, so only what was handed over goes on. */
    private static Outcome resume(OperationRun run, Reconciliation reconciliation, MigrationSession session)
            throws RunFailure {
        Reconciliation.Standing standing = reconciliation.reconcile(session);
        if (standing.outcome() != null) {
            return standing.outcome();
        }
        if (run.operation().state() != OperationState.RUNNING) {
            return Outcome.done();
        }
        reconciliation.notRun();
        return new Outcome.Interrupted(Failure.of(
                "interrupted",
                "The executor died after " + Remaining.done(run.steps()) + ". Not run: " + Remaining.left(run.steps())
                        + ".",
                "Look at what the next migration left, if it is not a script in a transaction; then ask again."));
    }

    private Outcome migrate(OperationRun run, Target target, Settings settings) {
        begin(run);
        try {
            stock.migrate(target, settings.target(), settings.outOfOrder(), (script, millis) -> {
                finish(run, script, millis);
                begin(run);
            });
            List<String> because = target.scripts().scripts().stockOnly();
            return new Outcome.Succeeded(Map.of("runner", "flyway", "because", because));
        } catch (RunFailure e) {
            return switch (e.reason()) {
                case HANDED_OVER -> handOver(run);
                case CANCELLED -> new Outcome.Cancelled(Remaining.cancelled(run.steps(), cut(run, e)));
                default -> new Outcome.Failed(fail(run, e));
            };
        }
    }

    private static Outcome handOver(OperationRun run) {
        next(run, Step.State.RUNNING).ifPresent(run::stepWaits);
        return new Outcome.HandedOver();
    }

    /** The failure of the migration that was running; null when none was. */
    private static @Nullable Failure cut(OperationRun run, RunFailure e) {
        boolean running = next(run, Step.State.RUNNING).isPresent();
        Failure failure = fail(run, e);
        return running ? failure : null;
    }

    private static void begin(OperationRun run) {
        next(run, Step.State.PENDING).ifPresent(run::stepStarted);
    }

    private static void finish(OperationRun run, String script, int millis) {
        List<Step> steps = run.steps();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).script().equals(script)) {
                run.stepSucceeded(i, Duration.ofMillis(millis));
            }
        }
    }

    private static Failure fail(OperationRun run, RunFailure e) {
        var running = next(run, Step.State.RUNNING);
        Failure failure =
                Failures.of(e, running.map(i -> run.steps().get(i).script()).orElse(null));
        running.ifPresent(i -> run.stepFailed(i, Duration.ZERO, failure));
        List<Step> steps = run.steps();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).state() == Step.State.PENDING) {
                run.stepNotRun(i);
            }
        }
        return failure;
    }

    private static Optional<Integer> next(OperationRun run, Step.State state) {
        List<Step> steps = run.steps();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).state() == state) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
