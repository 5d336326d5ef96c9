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
        @Schema(
                description = "Identifies the operation (UUID version 7).",
                examples = "0192f0c1-7c00-7000-8000-000000000000")
        UUID id,

        @Schema(description = "What kind of work it is.", examples = "UPGRADE")
        String type,

        @Schema(
                description =
                        "The environment that it works on; null when it works on none, as an audit of a source tree does.",
                examples = "production")
        @Nullable
        String environment,

        @Schema(description = "Its state.", examples = "SUCCEEDED")
        OperationState state,

        @Schema(description = "Who asked for it.", examples = "ci-billing")
        String requestedBy,

        @Schema(description = "The reason that the request gave.", examples = "release 7.3") @Nullable
        String reason,

        @Schema(description = "The request as it was accepted, without what is long.", type = SchemaType.OBJECT)
        Map<String, Object> request,

        @Schema(description = "When it was accepted.", examples = "2026-01-31T10:00:00Z")
        Instant createdAt,

        @Schema(description = "When its first attempt began.", examples = "2026-01-31T10:00:00Z") @Nullable
        Instant startedAt,

        @Schema(description = "When it ended.", examples = "2026-01-31T10:00:01Z") @Nullable
        Instant finishedAt,

        @Schema(description = "How many attempts at it have begun.", examples = "1")
        int attempt,

        @Schema(description = "Its progress: how many of its steps are done; null before it begins.") @Nullable
        Progress progress,

        @Schema(
                description = "What it found or changed in addition to its steps, without what is long.",
                type = SchemaType.OBJECT)
        @Nullable
        Map<String, Object> result,

        @Schema(description = "How it failed; null otherwise.") @Nullable
        Failure failure,

        @Schema(description = "That someone asked for it to be cancelled; null otherwise.") @Nullable
        Cancellation cancellation,

        @Schema(description = "Links to further resources.") Operation.Links links) {
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
