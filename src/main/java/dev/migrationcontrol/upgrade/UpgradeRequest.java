package dev.migrationcontrol.upgrade;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.access.BreakGlass;
import dev.migrationcontrol.execution.preflight.RequestFields;
import dev.migrationcontrol.execution.preflight.SessionLimits;
import dev.migrationcontrol.loss.RestoreArchive;
import dev.migrationcontrol.plan.PlanRequest;
import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.script.Version;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The options of an upgrade; all of them may be left out. */
@Schema(description = "The options of an upgrade; all of them may be left out.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record UpgradeRequest(
        @Schema(description = "The version to stop at; the default is the latest.", examples = "42") @Nullable
        String targetVersion,

        @Schema(
                description = "Whether versions below the newest applied one are applied too; the default is what the"
                        + " environment's policy says.",
                examples = "false")
        @Nullable
        Boolean outOfOrder,

        @Schema(
                description =
                        "How long a statement waits for a lock (ISO 8601); the default is what the policy says. Scripts"
                                + " that do not run in a transaction wait without limit.",
                examples = "PT2S",
                type = SchemaType.STRING,
                format = "duration")
        @Nullable
        Duration lockTimeout,

        @Schema(examples = "PT10M", type = SchemaType.STRING, format = "duration") @Nullable
        Duration statementTimeout,

        @Schema(examples = "release 7.3") @Nullable String reason,

        @Schema(examples = "production") @Nullable String confirm,

        @Schema(
                description =
                        "A plan that was made for this: exactly what it says is run, or nothing. How far is said by the"
                                + " plan alone.",
                examples = "0b9f8c7e-5d1c-4b8e-9d61-3c1f0f6a2b11")
        @Nullable
        UUID plan,

        @Schema(
                description =
                        "Puts back what a rollback kept, in the transaction of the migration that makes the table or column"
                                + " again: the id of an archive, or `newest` for the newest of each version.",
                examples = "newest",
                implementation = String.class)
        @Nullable
        RestoreArchive restoreArchive,

        @Nullable BreakGlass breakGlass) {
    static final UpgradeRequest NOTHING_SAID = new UpgradeRequest(null, null, null, null, null, null, null, null, null);

    public UpgradeRequest {
        RequestFields.requireReason(reason);
        RequestFields.version("targetVersion", targetVersion);
        new SessionLimits(lockTimeout, statementTimeout);
    }

    @Nullable
    Version target() {
        return RequestFields.version("targetVersion", targetVersion);
    }

    /**
     * The same with how far its plan goes.
     *
     * @throws InvalidRequest when the request says that too
     */
    UpgradeRequest as(PlanRequest planned) {
        if (targetVersion != null || outOfOrder != null) {
            throw new InvalidRequest(
                    targetVersion == null ? "outOfOrder" : "targetVersion", "is said by the plan: leave it out");
        }
        return new UpgradeRequest(
                planned.targetVersion(),
                planned.outOfOrder(),
                lockTimeout,
                statementTimeout,
                reason,
                confirm,
                plan,
                restoreArchive,
                breakGlass);
    }

    SessionLimits limits() {
        return new SessionLimits(lockTimeout, statementTimeout);
    }

    boolean outOfOrder(boolean policy) {
        return outOfOrder == null ? policy : outOfOrder;
    }
}
