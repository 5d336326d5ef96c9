package dev.migrationcontrol.rollback;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.access.BreakGlass;
import dev.migrationcontrol.execution.preflight.RequestFields;
import dev.migrationcontrol.execution.preflight.SessionLimits;
import dev.migrationcontrol.loss.Losses;
import dev.migrationcontrol.plan.PlanRequest;
import dev.migrationcontrol.problem.InvalidRequest;
import java.time.Duration;
import java.util.List;
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

        @Schema(
                description =
                        "A plan that was made for this: exactly what it says is run, or nothing. How far is said by the"
                                + " plan alone.",
                examples = "0b9f8c7e-5d1c-4b8e-9d61-3c1f0f6a2b11")
        @Nullable
        UUID plan,

        @Schema(
                description =
                        "What may be lost: `schema.table` for its rows, `schema.table.column` for its values; at most 1000"
                                + " names. Needed in a protected environment, in one that requires plans, and with a plan,"
                                + " unless the policy says otherwise.",
                examples = "[\"public.customers.last_name\"]")
        @Nullable
        List<String> acceptLoss,

        @Schema(
                description =
                        "`archive` copies what would be destroyed into the schema `migration_control_archive` first, in the"
                                + " transaction of each undo script; an upgrade puts it back with restoreArchive.",
                examples = "archive",
                enumeration = "archive")
        @Nullable
        String keep,

        @Nullable BreakGlass breakGlass) {
    static final RollbackRequest NOTHING_SAID =
            new RollbackRequest(null, null, null, null, null, null, null, null, null, null, null);

    private static final String ARCHIVE = "archive";
    private static final int MOST_ACCEPTED = 1_000;
    private static final int LONGEST_NAME = 200;

    public RollbackRequest {
        RequestFields.requireReason(reason);
        RequestFields.version("targetVersion", targetVersion);
        requireNames(acceptLoss);
        if (keep != null && !keep.equals(ARCHIVE)) {
            throw new InvalidRequest("keep", "must be archive, or left out");
        }
        acceptLoss = acceptLoss == null ? null : List.copyOf(acceptLoss);
        new SessionLimits(lockTimeout, statementTimeout);
    }

    /**
     * The same with how far its plan goes.
     *
     * @throws InvalidRequest when the request says that too
     */
    RollbackRequest as(PlanRequest planned) {
        if (steps != null || targetVersion != null || operation != null) {
            throw new InvalidRequest("plan", "says how far: leave out steps, targetVersion and operation");
        }
        return new RollbackRequest(
                planned.steps(),
                planned.targetVersion(),
                planned.operation(),
                lockTimeout,
                statementTimeout,
                reason,
                confirm,
                plan,
                acceptLoss,
                keep,
                breakGlass);
    }

    private static void requireNames(@Nullable List<String> names) {
        if (names == null) {
            return;
        }
        if (names.size() > MOST_ACCEPTED) {
            throw new InvalidRequest("acceptLoss", "has more than " + MOST_ACCEPTED + " names");
        }
        for (String name : names) {
            if (name == null || name.isBlank() || name.length() > LONGEST_NAME || name.indexOf('.') < 0) {
                throw new InvalidRequest(
                        "acceptLoss", "must hold names like public.customers or public.customers.last_name");
            }
        }
    }

    /** What may be lost. */
    Losses.Accepted accepted() {
        return new Losses.Accepted(acceptLoss == null ? List.of() : acceptLoss, keeps());
    }

    /** Whether what would be destroyed is copied first. */
    boolean keeps() {
        return keep != null;
    }

    SessionLimits limits() {
        return new SessionLimits(lockTimeout, statementTimeout);
    }
}
