package dev.migrationcontrol.operation;

import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.operation.state.OperationState;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An operation as a list shows it: without its steps, of which there may be thousands, and what is long. */
@Schema(
        description = "An operation as a list shows it: without its steps, and without what is long in its request and"
                + " result. Look the operation up to see them.")
record OperationSummary(
        UUID id,
        String type,
        @Nullable String environment,
        OperationState state,
        String requestedBy,
        @Nullable String reason,

        @Schema(description = "The request as it was accepted, without what is long.", type = SchemaType.OBJECT)
        Map<String, Object> request,

        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        int attempt,

        @Schema(description = "Its progress: how many of its steps are done; null before it begins.") @Nullable
        Progress progress,

        @Schema(
                description = "What it found or changed in addition to its steps, without what is long.",
                type = SchemaType.OBJECT)
        @Nullable
        Map<String, Object> result,

        @Nullable Failure failure,
        @Nullable Cancellation cancellation,
        Operation.Links links) {
    static OperationSummary of(Operation operation) {
        return new OperationSummary(
                operation.id(),
                operation.type(),
                operation.environment(),
                operation.state(),
                operation.requestedBy(),
                operation.reason(),
                operation.request(),
                operation.createdAt(),
                operation.startedAt(),
                operation.finishedAt(),
                operation.attempt(),
                operation.progress(),
                operation.result(),
                operation.failure(),
                operation.cancellation(),
                operation.links());
    }
}
