package dev.migrationcontrol.operation;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Claims an operation, lets its handler work, and records how it ended. */
@Singleton
final class OperationExecutor {
    private static final Logger LOG = Logger.getLogger(OperationExecutor.class);

    private final OperationStore store;
    private final ProgressWriter progress;
    private final Waiting waiting;
    private final Clock clock;
    private final Map<String, OperationHandler> handlers;

    OperationExecutor(
            OperationStore store,
            ProgressWriter progress,
            Waiting waiting,
            Clock clock,
            @Any Instance<OperationHandler> handlers) {
        this.store = store;
        this.progress = progress;
        this.waiting = waiting;
        this.clock = clock;
        this.handlers = handlers.stream().collect(Collectors.toMap(OperationHandler::type, Function.identity()));
    }

    void execute(UUID id) {
        Optional<Operation> claimed = store.claim(id);
        if (claimed.isEmpty()) {
            return;
        }
        Operation operation = claimed.get();
        int attempt = operation.attempt() + 1;
        MDC.put("operation", id.toString());
        MDC.put("environment", operation.environment());
        try {
            run(operation, attempt);
        } finally {
            MDC.remove("operation");
            MDC.remove("environment");
            waiting.finished(id);
        }
    }

    private void run(Operation operation, int attempt) {
        UUID id = operation.id();
        List<Integer> ranks = operation.attempt() == 0 ? List.of() : store.historyRanks(id);
        OperationRun run = new OperationRun(operation, ranks, clock, planned -> store.storePlan(id, attempt, planned));
        LOG.infof("%s of %s begins, attempt %d", operation.type(), operation.environment(), attempt);
        Instant start = clock.instant();
        Outcome outcome;
        try (ProgressWriter.Ticket ticket = progress.follow(run)) {
            outcome = work(run);
        }
        if (store.finish(id, attempt, outcome, run.takeChanges())) {
            log(operation, outcome, start);
        } else {
            LOG.warnf("Attempt %d of %s was overtaken; its outcome is not recorded", attempt, id);
        }
    }

    private Outcome work(OperationRun run) {
        OperationHandler handler = handlers.get(run.operation().type());
        if (handler == null) {
            return new Outcome.Failed(Failure.of(
                    "unknown-type",
                    "This version of the service cannot do " + run.operation().type() + ".",
                    "An older replica took it up; ask again when all replicas are of one version."));
        }
        try {
            return run.operation().attempt() == 0 ? handler.execute(run) : handler.reconcile(run);
        } catch (RuntimeException e) {
            LOG.errorf(e, "The handler of %s failed", run.operation().type());
            return new Outcome.Failed(Failure.of(
                    "internal-error",
                    "The service failed; the steps say what was done.",
                    "Look at the environment's status, then ask again. The service's log has the cause."));
        }
    }

    private void log(Operation operation, Outcome outcome, Instant start) {
        long millis = clock.instant().toEpochMilli() - start.toEpochMilli();
        Failure failure = outcome.failure();
        if (failure == null) {
            LOG.infof("%s of %s succeeded in %d ms", operation.type(), operation.environment(), millis);
        } else {
            LOG.warnf(
                    "%s of %s ended %s after %d ms: %s",
                    operation.type(), operation.environment(), outcome.state(), millis, failure.message());
        }
    }
}
