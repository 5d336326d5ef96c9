package dev.migrationcontrol.operation;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Accepts operations and looks them up. */
@Singleton
public final class Operations {
    /** How often an operation that may run on another node is looked at. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final OperationStore store;
    private final OperationScheduler scheduler;
    private final OperationIds ids;
    private final Waiting waiting;
    private final Clock clock;
    private final ObjectMapper mapper;

    Operations(
            OperationStore store,
            OperationScheduler scheduler,
            OperationIds ids,
            Waiting waiting,
            Clock clock,
            ObjectMapper mapper) {
        this.store = store;
        this.scheduler = scheduler;
        this.ids = ids;
        this.waiting = waiting;
        this.clock = clock;
        this.mapper = mapper;
    }

    /**
     * What is asked for.
     *
     * @param request the request as accepted, for the handler; never holds a secret
     */
    public record Submission(
            String type, String environment, @Nullable String reason, Object request) {}

    /**
     * Accepts work: from now on it is done exactly as asked, or the operation says why not.
     *
     * @throws OperationInProgress when another operation is active on the environment
     * @throws ControlDatabaseUnavailable when it cannot be recorded
     */
    public Operation submit(Submission submission) {
        OperationStore.NewOperation operation = operation(submission);
        UUID id = operation.id();
        boolean accepted = store.insert(operation, clock.instant(), transaction -> scheduler.schedule(transaction, id));
        if (!accepted) {
            throw new OperationInProgress(submission.environment(), active(submission.environment(), id));
        }
        scheduler.wake();
        return require(id);
    }

    /** Records an operation that has nothing to do. */
    public Operation submitNothingToDo(Submission submission) {
        requireIdle(submission.environment());
        OperationStore.NewOperation operation = operation(submission);
        store.insertFinished(operation, clock.instant());
        return require(operation.id());
    }

    /**
     * @throws OperationInProgress when an operation is active on the environment
     */
    public void requireIdle(String environment) {
        store.findActive(environment).ifPresent(active -> {
            throw new OperationInProgress(environment, active);
        });
    }

    /** The operation of this id. */
    public Optional<Operation> find(UUID id) {
        return store.find(id);
    }

    /**
     * The operation of this id.
     *
     * @throws UnknownOperation when there is none
     */
    public Operation require(UUID id) {
        return find(id).orElseThrow(() -> new UnknownOperation(id));
    }

    /** The newest operations first, optionally of one environment or state, older than a given one. */
    public List<Operation> list(
            @Nullable String environment, @Nullable OperationState state, @Nullable UUID before, int limit) {
        return store.list(environment, state, before, limit);
    }

    /** The queued or running operation of every environment that has one. */
    public Map<String, UUID> active() {
        return store.active();
    }

    /** The operation when it has ended, or as it is when the wait is over. */
    public Uni<Operation> await(Operation operation, Duration wait) {
        return await(operation.id(), clock.instant().plus(wait));
    }

    private Uni<Operation> await(UUID id, Instant deadline) {
        CompletableFuture<Void> end = waiting.forEndOf(id);
        Operation operation = require(id);
        Duration left = Duration.between(clock.instant(), deadline);
        if (operation.state().isFinished() || left.isNegative() || left.isZero()) {
            waiting.forget(id);
            return Uni.createFrom().item(operation);
        }
        return Uni.createFrom()
                .completionStage(end::copy)
                .ifNoItem()
                .after(left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN)
                .recoverWithUni(Uni.createFrom().voidItem())
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(() -> await(id, deadline));
    }

    private UUID active(String environment, UUID otherwise) {
        return store.findActive(environment).orElse(otherwise);
    }

    private OperationStore.NewOperation operation(Submission submission) {
        Map<String, Object> request = mapper.convertValue(submission.request(), new TypeReference<>() {});
        return new OperationStore.NewOperation(
                ids.get(), submission.type(), submission.environment(), "anonymous", submission.reason(), request);
    }
}
