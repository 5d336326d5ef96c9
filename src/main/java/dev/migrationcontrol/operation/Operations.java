package dev.migrationcontrol.operation;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Caller;
import dev.migrationcontrol.access.Restrictions;
import dev.migrationcontrol.control.ControlDatabaseUnavailable;
import dev.migrationcontrol.operation.idempotency.IdempotencyKey;
import dev.migrationcontrol.operation.idempotency.IdempotencyKeyStore;
import dev.migrationcontrol.operation.idempotency.IdempotencyKeyStore.KeyedRequest;
import dev.migrationcontrol.operation.idempotency.RequestFingerprint;
import dev.migrationcontrol.operation.state.PlannedStep;
import dev.migrationcontrol.problem.Refusal;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Accepts operations and looks them up. */
@Singleton
public final class Operations {
    private final Acceptance acceptance;
    private final OperationReader reader;
    private final IdempotencyKeyStore keys;
    private final OperationIds ids;
    private final ObjectMapper mapper;
    private final Access access;
    private final Restrictions restrictions;
    private final OperationHandlers handlers;

    Operations(
            Acceptance acceptance,
            OperationReader reader,
            IdempotencyKeyStore keys,
            OperationIds ids,
            ObjectMapper mapper,
            Access access,
            Restrictions restrictions,
            OperationHandlers handlers) {
        this.acceptance = acceptance;
        this.reader = reader;
        this.keys = keys;
        this.ids = ids;
        this.mapper = mapper;
        this.access = access;
        this.restrictions = restrictions;
        this.handlers = handlers;
    }

    /**
     * What is asked for.
     *
     * @param environment null for work on no environment
     * @param request the request as accepted, for the handler; never holds a secret
     * @param key null when the caller gave none
     */
    public record Submission(
            String type,
            @Nullable String environment,
            @Nullable String reason,
            Object request,
            @Nullable IdempotencyKey key) {}

    /** Decides whether what is asked for may be accepted; asked only when no other operation is active there. */
    public interface Admission {
        /**
         * @return whether there is nothing to do
         * @throws dev.migrationcontrol.problem.Refusal when it is plain already that the work cannot be done
         */
        boolean isNothingToDo();
    }

    /**
     * Accepts work: from now on it is done exactly as asked, or the operation says why not. A request that was accepted
     * before under its key is not accepted again: the first operation is the answer.
     *
     * @throws dev.migrationcontrol.access.Restricted when something stands against the change
     * @throws OperationInProgress when another operation is active on the environment, whose policy does not queue
     * @throws QueueFull when too many wait already
     * @throws dev.migrationcontrol.operation.idempotency.IdempotencyKeyReused when the key came with another request
     * @throws ControlDatabaseUnavailable when it cannot be recorded
     */
    public Operation accept(Submission submission, Admission admission) {
        Map<String, Object> request = mapper.convertValue(submission.request(), new TypeReference<>() {});
        NewOperation operation = operation(submission, caller(), request, access.granted(submission.environment()));
        KeyedRequest keyed = keyed(submission.key(), submission.type(), submission.environment(), request);
        return once(keyed, () -> {
            handlers.change(operation.type(), operation.environment(), request).ifPresent(restrictions::require);
            acceptance.accept(operation, keyed, admission);
            return find(operation.id()).orElseGet(() -> require(first(keyed)));
        });
    }

    /**
     * Accepts work that the service begins by itself, because it is configured: such that changes nothing.
     *
     * @throws Refusal as for a request
     */
    public void acceptOfService(Submission submission) {
        Map<String, Object> request = mapper.convertValue(submission.request(), new TypeReference<>() {});
        NewOperation operation = operation(submission, Caller.SERVICE, request, List.of());
        acceptance.accept(operation, null, () -> false);
    }

    private NewOperation operation(
            Submission submission, String caller, Map<String, Object> request, List<String> granted) {
        return new NewOperation(
                ids.get(), submission.type(), submission.environment(), caller, submission.reason(), request, granted);
    }

    private UUID first(@Nullable KeyedRequest keyed) {
        return Optional.ofNullable(keyed).flatMap(keys::find).orElseThrow();
    }

    /**
     * Does what a request asks for, unless its key says that this was done before.
     *
     * @param keyed null when the request has no key
     */
    Operation once(@Nullable KeyedRequest keyed, Supplier<Operation> work) {
        if (keyed == null) {
            return work.get();
        }
        Optional<UUID> before = keys.find(keyed);
        if (before.isPresent()) {
            return require(before.get());
        }
        try {
            return work.get();
        } catch (Refusal refused) {
            // The first of two simultaneous requests may be what the second was refused for.
            return keys.find(keyed).map(this::require).orElseThrow(() -> refused);
        }
    }

    /** @return null when there is no key */
    @Nullable
    KeyedRequest keyed(
            @Nullable IdempotencyKey key, String type, @Nullable String environment, Map<String, Object> request) {
        return key == null
                ? null
                : new KeyedRequest(caller(), key, RequestFingerprint.of(mapper, type, environment, request));
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

    /** Who asks. */
    String caller() {
        return access.caller().id();
    }

    /**
     * The operation of this id, for whoever asks now.
     *
     * @throws UnknownOperation when there is none, or the caller may not view it
     */
    public Operation requireVisible(UUID id) {
        return findVisible(id).orElseThrow(() -> new UnknownOperation(id));
    }

    /** The operation of this id, where whoever asks now may view it: what belongs to no environment is its caller's. */
    public Optional<Operation> findVisible(UUID id) {
        return find(id).filter(each -> each.environment() == null
                ? access.viewsAll() || each.requestedBy().equals(caller())
                : access.views(each.environment()));
    }

    /** The newest operations first, of those that the caller may view. */
    List<OperationSummary> list(OperationFilter filter, int limit) {
        return reader.list(filter, limit, access.viewsAll() ? null : visible());
    }

    private OperationReader.Visible visible() {
        return new OperationReader.Visible(access.visible(), caller());
    }

    /** The steps of an operation as they were planned, in their order; empty until it is. */
    public List<PlannedStep> planned(UUID id) {
        return reader.planned(id);
    }

    /** The active operation of every environment that has one. */
    public Map<String, UUID> active() {
        return reader.active();
    }

    /** Of each of these environments that has no active operation, which one was the newest and how it ended. */
    public Map<String, String> resting(Collection<String> environments) {
        return reader.resting(environments);
    }
}
