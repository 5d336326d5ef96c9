package dev.migrationcontrol.operation.idempotency;

import dev.migrationcontrol.problem.Refusal;
import java.util.UUID;

/** The key of this request came with another request before. */
final class IdempotencyKeyReused extends Refusal {
    private static final long serialVersionUID = 1L;

    IdempotencyKeyReused(UUID operation) {
        super(
                "idempotency-key-reused",
                422,
                "The idempotency key belongs to another request",
                "This key was used with another request before, which became operation " + operation
                        + ". Send that request as it was, or take a new key.");
        member("operationId", operation);
    }
}
