package dev.migrationcontrol.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.execution.preflight.RequestFields;
import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.rehearsal.SchemaFrom;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What to plan. */
@Schema(
        description =
                "What to plan: an upgrade, or a rollback that says how far by exactly one of steps, targetVersion and"
                        + " operation.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanRequest(
        @Schema(description = "What the plan would do; the default is UPGRADE.", examples = "UPGRADE") @Nullable
        PlanType type,

        @Schema(
                description =
                        "Of an upgrade, the version to stop at, by default the latest; of a rollback, the version to"
                                + " return to.",
                examples = "42")
        @Nullable
        String targetVersion,

        @Schema(
                description =
                        "Of an upgrade: whether versions below the newest applied one are applied too; the default"
                                + " is what the policy says.",
                examples = "false")
        @Nullable
        Boolean outOfOrder,

        @Schema(description = "Of a rollback: how many of the newest versions to undo.", examples = "2", minimum = "1")
        @Nullable
        Integer steps,

        @Schema(
                description = "Of a rollback: an earlier upgrade, whose versions are undone.",
                examples = "0192f0c1-7c00-7000-8000-000000000000")
        @Nullable
        UUID operation,

        @Schema(
                description = "Whether the plan is run once on a scratch database first; the default is what the policy"
                        + " requires.",
                examples = "true")
        @Nullable
        Boolean rehearse,

        @Schema(
                description =
                        "What the scratch database is built from; the default is the history where its scripts can be run,"
                                + " else the live schema.",
                examples = "HISTORY")
        @Nullable
        SchemaFrom schemaFrom,

        @Schema(description = "Findings that are accepted, 100 at the most.") @Nullable
        List<AcceptedRule> accept) {
    static final PlanRequest NOTHING_SAID = new PlanRequest(null, null, null, null, null, null, null, null);
    private static final int MOST_ACCEPTED = 100;

    public PlanRequest {
        if (accept != null && accept.size() > MOST_ACCEPTED) {
            throw new InvalidRequest("accept", "must hold at most " + MOST_ACCEPTED + " entries");
        }
        accept = accept == null ? null : List.copyOf(accept);
        RequestFields.version("targetVersion", targetVersion);
        if (type == PlanType.ROLLBACK && outOfOrder != null) {
            throw new InvalidRequest("outOfOrder", "is for upgrades");
        }
        if (schemaFrom != null && Boolean.FALSE.equals(rehearse)) {
            throw new InvalidRequest("schemaFrom", "is for rehearsals: leave rehearse out, or set it to true");
        }
        if (type != PlanType.ROLLBACK && (steps != null || operation != null)) {
            throw new InvalidRequest(steps == null ? "operation" : "steps", "is for rollbacks: set type to ROLLBACK");
        }
    }

    List<AcceptedRule> accepted() {
        return accept == null ? List.of() : accept;
    }

    /** Whether to rehearse it, where the policy says what happens when nothing is said. */
    boolean isRehearsed(Policy policy) {
        return rehearse == null ? policy.review().rehearsalRequired() : rehearse;
    }

    PlanType requireType() {
        return type == null ? PlanType.UPGRADE : type;
    }
}
