package dev.migrationcontrol.repair;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.execution.RequestFields;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whether to mend, or only to list what would be mended. */
@Schema(description = "Whether to mend the history, or only to list what would be mended.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RepairRequest(
        @Schema(
                description = "true: nothing is changed, the result only lists what would be. false unless told.",
                examples = "true")
        @Nullable
        Boolean dryRun,

        @Schema(description = "Why: kept with the operation, at most 500 characters.", examples = "V17 was reformatted")
        @Nullable
        String reason) {
    static final RepairRequest NOTHING_SAID = new RepairRequest(null, null);

    public RepairRequest {
        RequestFields.requireReason(reason);
    }

    boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }
}
