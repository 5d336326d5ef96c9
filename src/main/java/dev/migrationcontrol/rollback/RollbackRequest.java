package dev.migrationcontrol.rollback;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.access.BreakGlass;
import dev.migrationcontrol.execution.preflight.RequestFields;
import dev.migrationcontrol.execution.preflight.SessionLimits;
import dev.migrationcontrol.problem.InvalidRequest;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How far to roll back: exactly one of {@code steps}, {@code targetVersion} and {@code operation}. */
@Schema(description = "How far to roll back: exactly one of steps, targetVersion and operation.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RollbackRequest(
        @Schema(description = "How many of the newest versions to undo.", examples = "2", minimum = "1") @Nullable
        Integer steps,

        @Schema(description = "The version to return to; it stays applied. 0 means everything.", examples = "42")
        @Nullable
        String targetVersion,

        @Schema(
                description = "An earlier upgrade: exactly the versions that it applied are undone.",
                examples = "0192f0c1-7c00-7000-8000-000000000000")
        @Nullable
        UUID operation,

        @Schema(examples = "PT2S", type = SchemaType.STRING, format = "duration") @Nullable
        Duration lockTimeout,

        @Schema(examples = "PT10M", type = SchemaType.STRING, format = "duration") @Nullable
        Duration statementTimeout,

        @Schema(examples = "smoke test failed") @Nullable String reason,

        @Schema(examples = "production") @Nullable String confirm,

        @Nullable BreakGlass breakGlass) {
    static final RollbackRequest NOTHING_SAID = new RollbackRequest(null, null, null, null, null, null, null, null);

    public RollbackRequest {
        RequestFields.requireReason(reason);
        RequestFields.version("targetVersion", targetVersion);
        new SessionLimits(lockTimeout, statementTimeout);
        if (steps != null && steps < 1) {
            throw new InvalidRequest("steps", "must be at least 1");
        }
    }

    /** Exactly one of the three ways to say how far. */
    void requireTarget() {
        int said = (steps == null ? 0 : 1) + (targetVersion == null ? 0 : 1) + (operation == null ? 0 : 1);
        if (said != 1) {
            throw new InvalidRequest(
                    "steps", "must be given, or targetVersion, or operation: exactly one of the three");
        }
    }

    SessionLimits limits() {
        return new SessionLimits(lockTimeout, statementTimeout);
    }
}
