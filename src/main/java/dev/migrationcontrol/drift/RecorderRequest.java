package dev.migrationcontrol.drift;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.access.BreakGlass;
import dev.migrationcontrol.execution.preflight.RequestFields;
import dev.migrationcontrol.problem.InvalidRequest;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whether a database is to record who changes its schema. */
@Schema(name = "DriftRecorderRequest", description = "Whether a database is to record who changes its schema.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RecorderRequest(
        @Schema(
                description = "true installs the recorder; false removes it with all that it has recorded.",
                examples = "true",
                required = true)
        @Nullable
        Boolean installed,

        @Schema(examples = "somebody changes indexes by hand") @Nullable
        String reason,

        @Schema(examples = "production") @Nullable String confirm,

        @Nullable BreakGlass breakGlass) {
    static final RecorderRequest NOTHING_SAID = new RecorderRequest(null, null, null, null);

    RecorderRequest {
        RequestFields.requireReason(reason);
    }

    /**
     * @throws InvalidRequest when it does not say
     */
    boolean requireInstalled() {
        if (installed == null) {
            throw new InvalidRequest("installed", "must be given");
        }
        return installed;
    }
}
