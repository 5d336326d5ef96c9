package dev.migrationcontrol.approval;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of a plan.
 *
 * @param owner the person, who counts once
 */
@Schema(name = "Approval", description = "What a person says of a plan.")
@JsonInclude(JsonInclude.Include.ALWAYS)
record Approval(
        @Schema(description = "The plan.", examples = "0b9f8c7e-5d1c-4b8e-9d61-3c1f0f6a2b11")
        UUID plan,

        @JsonIgnore String owner,

        @Schema(description = "Who said it.", examples = "token|berta")
        String caller,

        @Schema(description = "What was decided.", examples = "APPROVED")
        Verdict decision,

        @Schema(
                description = "The digest of the plan as it was read.",
                examples = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String digest,

        @Schema(description = "A comment.", examples = "looked at in the review of 44") @Nullable
        String comment,

        @Schema(description = "When.", examples = "2026-01-31T10:00:00Z")
        Instant decidedAt,

        @Schema(description = "Until when it counts.", examples = "2026-02-01T10:00:00Z")
        Instant expiresAt) {
    /** What a person decides. */
    @Schema(name = "ApprovalDecision", description = "What a person decides.")
    enum Verdict {
        /** The plan may be run. */
        APPROVED,
        /** It may not. */
        REJECTED
    }
}
