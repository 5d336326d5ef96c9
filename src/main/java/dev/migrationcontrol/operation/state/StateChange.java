package dev.migrationcontrol.operation.state;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An operation came into a state.
 *
 * @param environment null for work on no environment
 * @param request as it was accepted
 * @param attempt how often the work was begun; 0 as long as it never was
 */
public record StateChange(
        UUID operation,
        String type,
        @Nullable String environment,
        OperationState state,
        Instant at,
        Map<String, Object> request,
        int attempt) {
    /** Whether it was accepted just now; what is handed over waits again, too. */
    public boolean isAcceptance() {
        return state == OperationState.QUEUED && attempt == 0;
    }
}
