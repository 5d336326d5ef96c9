package dev.migrationcontrol.operation;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Accepts operations and looks them up. */
@Singleton
public final class Operations {
    private final OperationStore store;
    private final OperationReader reader;
    private final OperationScheduler scheduler;
    private final OperationIds ids;
    private final ObjectMapper mapper;

    Operations(
            OperationStore store,
            OperationReader reader,
            OperationScheduler scheduler,
            OperationIds ids,
            ObjectMapper mapper) {
        this.store = store;
        this.reader = reader;
        this.scheduler = scheduler;
        this.ids = ids;
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
        boolean accepted = store.insert(operation, transaction -> scheduler.schedule(transaction, id));
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
        store.insertFinished(operation);
        return require(operation.id());
    }

    /**
     * @throws OperationInProgress when an operation is active on the environment
     */
    public void requireIdle(String environment) {
        reader.findActive(environment).ifPresent(active -> {
            throw new OperationInProgress(environment, active);
        });
    }

    /** The operation of this id. */
    public Optional<Operation> find(UUID id) {
        return reader.find(id);
    }

    /** The operation as a transaction sees it that is changing it. */
    public Optional<Operation> find(Connection transaction, UUID id) throws SQLException {
        return reader.find(transaction, id);
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
        return reader.list(environment, state, before, limit);
    }

    /** The queued or running operation of every environment that has one. */
    public Map<String, UUID> active() {
        return reader.active();
    }

    private UUID active(String environment, UUID otherwise) {
        return reader.findActive(environment).orElse(otherwise);
    }

    private OperationStore.NewOperation operation(Submission submission) {
        Map<String, Object> request = mapper.convertValue(submission.request(), new TypeReference<>() {});
        return new OperationStore.NewOperation(
                ids.get(), submission.type(), submission.environment(), "anonymous", submission.reason(), request);
    }
}
