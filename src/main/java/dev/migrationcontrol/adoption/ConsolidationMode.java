package dev.migrationcontrol.adoption;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a consolidation is asked to do. */
@Schema(
        description =
                "`plan`: read, prove, and report what would be done; it changes nothing. `adopt`: begin the history. `retire`:"
                        + " archive the old version tables and put guards in their places. `undo`: put everything back.")
enum ConsolidationMode {
    @JsonProperty("plan")
    PLAN,
    @JsonProperty("adopt")
    ADOPT,
    @JsonProperty("retire")
    RETIRE,
    @JsonProperty("undo")
    UNDO
}
