package dev.migrationcontrol.approval;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.problem.InvalidRequest;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the caller says of a plan. */
@Schema(description = "What the caller says of a plan.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ApprovalRequest(
        @Schema(description = "The decision.", examples = "APPROVED", required = true)
        Approval.@Nullable Verdict decision,

        @Schema(
                description = "The digest of the plan that was read.",
                examples = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                required = true)
        @Nullable
        String digest,

        @Schema(description = "A comment, at most 1000 characters.", examples = "looked at in the review of 44")
        @Nullable
        String comment) {
    private static final int LONGEST = 1_000;

    static final ApprovalRequest NOTHING_SAID = new ApprovalRequest(null, null, null);

    ApprovalRequest {
        if (comment != null && (comment.length() > LONGEST || comment.indexOf(0) >= 0)) {
            throw new InvalidRequest("comment", "must have at most " + LONGEST + " characters");
        }
    }

    Approval.Verdict requireDecision() {
        if (decision == null) {
            throw new InvalidRequest("decision", "must be given: APPROVED or REJECTED");
        }
        return decision;
    }

    String requireDigest() {
        if (digest == null) {
            throw new InvalidRequest("digest", "must be given: the digest of the plan that was read");
        }
        return digest;
    }
}
