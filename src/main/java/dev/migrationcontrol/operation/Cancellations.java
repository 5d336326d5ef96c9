package dev.migrationcontrol.operation;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.operation.idempotency.IdempotencyKey;
import dev.migrationcontrol.operation.idempotency.IdempotencyKeyStore;
import dev.migrationcontrol.operation.state.OperationState;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cancels operations. */
@Singleton
final class Cancellations {
    private final Operations operations;
    private final CancellationStore store;
    private final ObjectMapper mapper;
    private final Clock clock;
    private final Access access;

    Cancellations(Operations operations, CancellationStore store, ObjectMapper mapper, Clock clock, Access access) {
        this.operations = operations;
        this.store = store;
        this.mapper = mapper;
        this.clock = clock;
        this.access = access;
    }

    /**
     * Ends a queued operation, and asks a running one to end; to cancel a cancelled operation changes nothing.
     *
     * @throws UnknownOperation when there is none of this id, or the caller may not view it
     * @throws OperationEnded when it has ended in another way
     */
    Operation cancel(UUID id, CancellationRequest request, @Nullable IdempotencyKey key) {
        access.require(Verb.CANCEL, operations.requireVisible(id).environment());
        Map<String, Object> fields = new HashMap<>(mapper.convertValue(request, new TypeReference<>() {}));
        fields.put("operation", id);
        IdempotencyKeyStore.KeyedRequest keyed = operations.keyed(key, "CANCELLATION", null, fields);
        return operations.once(keyed, () -> {
            Cancellation cancellation = new Cancellation(clock.instant(), operations.caller(), request.reason());
            boolean cancelled = store.cancel(id, cancellation, keyed);
            Operation now = operations.require(id);
            if (!cancelled && now.state() != OperationState.CANCELLED) {
                throw new OperationEnded(now);
            }
            return now;
        });
    }
}
