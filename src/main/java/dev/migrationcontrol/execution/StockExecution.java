package dev.migrationcontrol.execution;

import dev.migrationcontrol.engine.MigrationRunner;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.StockRunner;
import dev.migrationcontrol.engine.Target;
import dev.migrationcontrol.engine.Version;
import dev.migrationcontrol.operation.Failure;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.Outcome;
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
    private final MigrationRunner sessions;
    private final StockRunner stock;

    StockExecution(MigrationRunner sessions, StockRunner stock) {
        this.sessions = sessions;
        this.stock = stock;
    }

    /** What Flyway is told. */
    public record Settings(@Nullable Version target, boolean outOfOrder) {}

    /** Plans under the lock, lets Flyway run, and says so in the result. */
    public Outcome execute(OperationRun run, Target target, PlanExecution.Planner planner, Settings settings) {
        try {
            Planning planning = sessions.inSession(target, session -> {
                Planning planned = planner.plan(session);
                if (planned instanceof Planning.Ready ready) {
                    run.planned(PlanExecution.steps(ready.runs(), session.nextRank()));
                }
                return planned;
            });
            if (planning instanceof Planning.Blocked blocked) {
                return new Outcome.Failed(Failures.of(blocked));
            }
            return migrate(run, target, settings);
        } catch (RunFailure e) {
            return new Outcome.Failed(Failures.of(e, null));
        }
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
            return new Outcome.Failed(fail(run, e));
        }
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
