package dev.migrationcontrol.operation;

import dev.migrationcontrol.operation.state.OperationState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An operation that is about to be accepted.
 *
 * @param environment null for work on no environment
 * @param request as accepted; never holds a secret
 * @param granted the names of the grants that its caller has there
 */
record NewOperation(
        UUID id,
        String type,
        @Nullable String environment,
        String requestedBy,
        @Nullable String reason,
        Map<String, Object> request,
        List<String> granted) {
    /** The operation as it is once it is accepted. */
    Operation accepted(Instant now) {
        return new Operation(
                id,
                type,
                environment,
                OperationState.QUEUED,
                requestedBy,
                reason,
                request,
                now,
                null,
                null,
                0,
                null,
                List.of(),
                null,
                null,
                null,
                Operation.Links.of(id));
    }
}
