package dev.migrationcontrol.proof;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.execution.preflight.RequestFields;
import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.script.Version;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which undo scripts to try. */
@Schema(description = "Which undo scripts to try; an empty object tries all of them.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record UndoProofRequest(
        @Schema(description = "The lowest version; the first one unless given.", examples = "42") @Nullable
        String from,

        @Schema(description = "The highest version; the last one unless given.", examples = "44") @Nullable
        String to,

        @Schema(examples = "before the release") @Nullable String reason) {
    static final UndoProofRequest NOTHING_SAID = new UndoProofRequest(null, null, null);

    UndoProofRequest {
        RequestFields.requireReason(reason);
        Version lowest = RequestFields.version("from", from);
        Version highest = RequestFields.version("to", to);
        if (lowest != null && highest != null && lowest.compareTo(highest) > 0) {
            throw new InvalidRequest("to", "must not be lower than from");
        }
    }

    @Nullable
    Version lowest() {
        return RequestFields.version("from", from);
    }

    @Nullable
    Version highest() {
        return RequestFields.version("to", to);
    }
}
