package dev.migrationcontrol.operation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.operation.state.Reason;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why an operation is cancelled. */
@Schema(description = "Why the operation is cancelled; optional.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record CancellationRequest(
        @Schema(
                description = "The reason, which is kept with the operation; at most 500 characters.",
                examples = "wrong branch")
        @Nullable
        String reason) {
    static final CancellationRequest NOTHING_SAID = new CancellationRequest(null);

    CancellationRequest {
        Reason.require(reason);
    }
}
