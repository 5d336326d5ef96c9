package dev.migrationcontrol.operation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.problem.InvalidRequest;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why an operation is cancelled. */
@Schema(description = "Why the operation is cancelled; optional.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record CancellationRequest(
        @Schema(description = "Why: kept with the operation, at most 500 characters.", examples = "wrong branch")
        @Nullable
        String reason) {
    static final CancellationRequest NOTHING_SAID = new CancellationRequest(null);
    private static final int LONGEST_REASON = 500;

    CancellationRequest {
        if (reason != null && reason.length() > LONGEST_REASON) {
            throw new InvalidRequest("reason", "must have at most " + LONGEST_REASON + " characters");
        }
    }
}
