package dev.migrationcontrol.operation;

import dev.migrationcontrol.control.ControlContact;
import dev.migrationcontrol.operation.OperationTask.Conclusion;
import dev.migrationcontrol.operation.state.Deaths;
import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.operation.state.Outcome;
import dev.migrationcontrol.operation.state.PlannedStep;
import dev.migrationcontrol.problem.Refusal;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Claims an operation, lets its handler work, and records how it ended. */
@Singleton
final class OperationExecutor {
    private static final Logger LOG = Logger.getLogger(OperationExecutor.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final OperationStore store;
    private final RunStore runs;
    private final ProgressWriter progress;
    private final OutcomeRecorder ending;
    private final Duration contactFreshFor;
    private final int deathsAtStep;
    private final Clock clock;
    private final BeforeWork before;
    private final OperationHandlers handlers;

    OperationExecutor(
            OperationStore store,
            RunStore runs,
            ProgressWriter progress,
            OutcomeRecorder ending,
            OperationConfig config,
            Clock clock,
            BeforeWork before,
            OperationHandlers handlers) {
        this.store = store;
        this.runs = runs;
        this.progress = progress;
        this.ending = ending;
        this.contactFreshFor = config.heartbeat().multipliedBy(OperationConfig.MISSED_HEARTBEATS);
        this.deathsAtStep = config.deathsAtStep();
        this.clock = clock;
        this.before = before;
        this.handlers = handlers;
    }

    Conclusion execute(UUID id) {
        Optional<OperationStore.Claim> claimed = store.claim(id);
        if (claimed.isEmpty()) {
            return Conclusion.OVER;
        }
        Operation operation = claimed.get().before();
        MDC.put("operation", id.toString());
        if (operation.environment() != null) {
            MDC.put("environment", operation.environment());
        }
        try {
            return execute(operation, claimed.get().deaths());
        } finally {
            MDC.remove("operation");
            MDC.remove("environment");
        }
    }

    private Conclusion execute(Operation operation, Deaths deaths) {
        UUID id = operation.id();
        int attempt = operation.attempt() + 1;
        OperationRun run = run(operation, attempt);
        LOG.infof("%s begins, attempt %d", describe(operation), attempt);
        Instant start = clock.instant();
        Outcome outcome;
        try (ProgressWriter.Ticket ticket = progress.follow(run)) {
            outcome = work(run, deaths);
        }
        if (!ending.record(run, outcome)) {
            LOG.warnf("A later attempt replaced attempt %d of %s; its outcome is not recorded", attempt, id);
            return Conclusion.OVERTAKEN;
        }
        log(operation, outcome, start);
        return outcome instanceof Outcome.HandedOver ? Conclusion.AGAIN : Conclusion.ENDED;
    }

    private OperationRun run(Operation operation, int attempt) {
        UUID id = operation.id();
        List<PlannedStep> plan = operation.attempt() == 0 ? List.of() : runs.plan(id);
        return new OperationRun(
                operation, plan, clock, new ControlContact(contactFreshFor, PATIENCE), new OperationRun.Storage() {
                    @Override
                    public boolean plan(List<PlannedStep> steps) {
                        return runs.storePlan(id, attempt, steps);
                    }

                    @Override
                    public boolean outsideStatement(int position, int statement) {
                        return runs.storeOutsideStatement(id, attempt, position, statement);
                    }

                    @Override
                    public Optional<Failure> resumesAt(int position, String script) {
                        int deaths = runs.begin(id, attempt, position);
                        return deaths < deathsAtStep ? Optional.empty() : Optional.of(Deaths.atStep(script, deaths));
                    }
                });
    }

    private <R> Outcome work(OperationRun run, OperationHandler<R> handler) {
        Operation operation = run.operation();
        R request = handlers.read(handler, operation.request());
        if (operation.attempt() > 0) {
            return handler.reconcile(run, request);
        }
        Optional<Failure> obstacle = before.obstacle(operation, handler.verb());
        if (obstacle.isPresent()) {
            return new Outcome.Failed(obstacle.get());
        }
        return handler.execute(run, request);
    }

    private Outcome work(OperationRun run, Deaths deaths) {
        Operation operation = run.operation();
        Optional<OperationHandler<?>> handler = handlers.find(operation.type());
        if (handler.isEmpty()) {
            return new Outcome.Failed(Failure.of(
                    "unknown-type",
                    "This version of the service cannot do " + operation.type() + ".",
                    "An older replica took the operation; ask again when all replicas have the same version."));
        }
        Optional<Failure> tooMany = deaths.tooMany(deathsAtStep);
        if (tooMany.isPresent()) {
            return new Outcome.Interrupted(tooMany.get());
        }
        try {
            return work(run, handler.get());
        } catch (Refusal e) {
            return new Outcome.Failed(Failure.of(e.slug(), e.detail(), null));
        } catch (RuntimeException e) {
            LOG.errorf(e, "The handler of %s failed", operation.type());
            return new Outcome.Failed(Failure.of(
                    "internal-error",
                    "The service failed; the steps show what was done.",
                    "Look at the environment's status, then ask again. The service's log has the cause."));
        }
    }

    private void log(Operation operation, Outcome outcome, Instant start) {
        long millis = clock.instant().toEpochMilli() - start.toEpochMilli();
        Failure failure = outcome.failure();
        if (failure == null) {
            LOG.infof("%s is %s after %d ms", describe(operation), outcome.state(), millis);
        } else {
            LOG.warnf("%s ended %s after %d ms: %s", describe(operation), outcome.state(), millis, failure.message());
        }
    }

    private static String describe(Operation operation) {
        return operation.environment() == null ? operation.type() : operation.type() + " of " + operation.environment();
    }
}
