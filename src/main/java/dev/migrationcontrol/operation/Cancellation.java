package dev.migrationcontrol.operation;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** That someone wants an operation to end. */
@Schema(description = "The request to cancel the operation. The operation's state says what came of it.")
record Cancellation(
        @Schema(description = "When it was asked for.", examples = "2026-01-31T10:00:00Z")
        Instant requestedAt,

        @Schema(description = "Who asked for it.", examples = "ci-billing")
        String requestedBy,

        @Schema(description = "Why.", examples = "wrong branch") @Nullable
        String reason) {}
