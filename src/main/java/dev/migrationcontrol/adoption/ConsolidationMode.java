package dev.migrationcontrol.adoption;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a consolidation is asked to do. */
@Schema(
        description = "`plan`: read, prove, and tell what would be done; changes nothing. `adopt`: begin the history."
                + " `retire`: put the old version tables away, behind guards. `undo`: put everything back.")
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
