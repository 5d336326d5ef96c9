package dev.migrationcontrol.draft;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.execution.preflight.RequestFields;
import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.script.Version;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The version whose undo is to be drafted. */
@Schema(description = "The version whose undo is to be drafted.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record UndoDraftRequest(
        @Schema(description = "The version, pending or applied.", examples = "44", required = true) @Nullable
        String version,

        @Schema(examples = "V44 came without an undo") @Nullable
        String reason) {
    static final UndoDraftRequest NOTHING_SAID = new UndoDraftRequest(null, null);

    UndoDraftRequest {
        RequestFields.requireReason(reason);
        RequestFields.version("version", version);
    }

    /**
     * @throws InvalidRequest when it says none
     */
    Version requireVersion() {
        if (version == null) {
            throw new InvalidRequest("version", "must be given");
        }
        return Objects.requireNonNull(RequestFields.version("version", version));
    }
}
