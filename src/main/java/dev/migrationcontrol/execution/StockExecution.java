package dev.migrationcontrol.execution;

import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.StockRunner;
import dev.migrationcontrol.engine.Target;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.operation.state.OperationState;
import dev.migrationcontrol.operation.state.Outcome;
import dev.migrationcontrol.operation.state.StepSummary;
import dev.migrationcontrol.planner.refusal.PlanResult;
import dev.migrationcontrol.script.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Runs an upgrade by stock Flyway, because something in the locations asks for it: Java or shell migrations, or shell
 * callbacks. The plan is made under the lock; Flyway then takes the lock itself and decides again what to run; then the
 * history is read under the lock, and says what was done.
 */
@ApplicationScoped
public class StockExecution {
    private final Attempts attempts;
    private final StockRunner stock;

    StockExecution(Attempts attempts, StockRunner stock) {
        this.attempts = attempts;
        this.stock = stock;
    }

    /** The settings that Flyway is given. */
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
        PlanResult planning = planner.plan(session);
        if (planning instanceof PlanResult.Blocked blocked) {
            return new Outcome.Failed(Failures.of(blocked));
        }
        run.planned(PlanExecution.steps(((PlanResult.Ready) planning).runs(), session.nextScriptRank()));
        return Outcome.done();
    }

    /** What code did when its replica died is not to be seen, so only what was handed over goes on. */
    private static Outcome resume(OperationRun run, Reconciliation reconciliation, MigrationSession session)
            throws RunFailure {
        Reconciliation.Standing standing = reconciliation.reconcile(session);
        Outcome outcome = standing.outcome();
        if (outcome != null) {
            return outcome;
        }
        if (run.operation().state() != OperationState.RUNNING) {
            return Outcome.done();
        }
        reconciliation.notRun();
        return new Outcome.Interrupted(Failure.of(
                "interrupted",
                "The replica died after " + StepSummary.done(run.steps()) + ". Not run: "
                        + StepSummary.left(run.steps()) + ".",
                "Check what the next migration left, if it is not a script in a transaction; then ask again."));
    }

    private Outcome migrate(OperationRun run, Target target, Settings settings) {
        StockRun work = new StockRun(run, target);
        Retries retries =
                new Retries(new Backoff(target.environment().policy().execution(), ThreadLocalRandom.current()), work);
        while (true) {
            work.migrate(stock, settings);
            Outcome looked = attempts.run(run, target, work);
            if (looked.failure() != null || !looked.state().isFinished()) {
                return looked;
            }
            Optional<RunFailure> passing = work.passing();
            Optional<Duration> wait = passing.flatMap(e -> retries.next(Attempts.isOutage(e), System.nanoTime()));
            if (wait.isEmpty()) {
                return work.end();
            }
            Attempts.waits(run, work, passing.orElseThrow(), retries.tries(), wait.get());
        }
    }

    static Outcome succeeded(Target target) {
        return new Outcome.Succeeded(
                Map.of("runner", "flyway", "because", target.scripts().scripts().stockOnly()));
    }
}
