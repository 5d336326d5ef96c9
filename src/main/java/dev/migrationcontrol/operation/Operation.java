package dev.migrationcontrol.operation;

import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.operation.state.OperationState;
import dev.migrationcontrol.operation.state.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A durable unit of accepted work. */
@Schema(description = "A durable unit of accepted work, with its steps, progress and outcome.")
public record Operation(
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

        @Schema(description = "The request as it was accepted.", type = SchemaType.OBJECT)
        Map<String, Object> request,

        @Schema(description = "When it was accepted.", examples = "2026-01-31T10:00:00Z")
        Instant createdAt,

        @Schema(description = "When its first attempt began.", examples = "2026-01-31T10:00:00Z") @Nullable
        Instant startedAt,

        @Schema(description = "When it ended.", examples = "2026-01-31T10:00:01Z") @Nullable
        Instant finishedAt,

        @Schema(description = "How many attempts at it have begun.", examples = "1")
        int attempt,

        @Schema(description = "Its progress; null before it begins.") @Nullable
        Progress progress,

        @Schema(description = "Its scripts, in the order in which they run; empty until it is planned.")
        List<Step> steps,

        @Schema(
                description = "What it found or changed in addition to its steps; it depends on the type.",
                type = SchemaType.OBJECT)
        @Nullable
        Map<String, Object> result,

        @Schema(description = "How it failed; null otherwise.") @Nullable
        Failure failure,

        @Schema(description = "That someone asked for it to be cancelled; null otherwise.") @Nullable
        Cancellation cancellation,

        @Schema(description = "Links to further resources.") Links links) {
    public Operation {
        steps = List.copyOf(steps);
    }

    /** Links to further resources. */
    @Schema(name = "OperationLinks", description = "Links to further resources.")
    public record Links(
            @Schema(
                    description = "The operation itself.",
                    examples = "/api/v1/operations/0192f0c1-7c00-7000-8000-000000000000")
            String self,

            @Schema(
                    description = "Its events, as `text/event-stream`.",
                    examples = "/api/v1/operations/0192f0c1-7c00-7000-8000-000000000000/events")
            String events) {
        static Links of(UUID id) {
            String self = "/api/v1/operations/" + id;
            return new Links(self, self + "/events");
        }
    }

    /** As it is once an attempt has begun at this time; the first attempt's time stays. */
    Operation begun(Instant now) {
        return startedAt != null
                ? this
                : new Operation(
                        id,
                        type,
                        environment,
                        state,
                        requestedBy,
                        reason,
                        request,
                        createdAt,
                        now,
                        finishedAt,
                        attempt,
                        progress,
                        steps,
                        result,
                        failure,
                        cancellation,
                        links);
    }

    /** The same with other steps. */
    public Operation withSteps(List<Step> read) {
        return new Operation(
                id,
                type,
                environment,
                state,
                requestedBy,
                reason,
                request,
                createdAt,
                startedAt,
                finishedAt,
                attempt,
                progress,
                read,
                result,
                failure,
                cancellation,
                links);
    }

    /** The environment, of an operation of a type that always has one. */
    public String requireEnvironment() {
        return Objects.requireNonNull(environment, () -> type + " has no environment");
    }

    /** Whether someone asked for it to be cancelled. */
    boolean hasCancellation() {
        return cancellation != null;
    }

    /** Whether it ended well. */
    public boolean succeeded() {
        return state == OperationState.SUCCEEDED;
    }
}
