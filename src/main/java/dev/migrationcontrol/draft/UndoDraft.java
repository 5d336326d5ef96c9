package dev.migrationcontrol.draft;

import dev.migrationcontrol.proof.UndoProof;
import dev.migrationcontrol.proof.UndoVerdict;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An undo script that nobody has read yet. */
@Schema(name = "UndoDraft", description = "An undo script that was drafted and tried; nobody has installed it.")
record UndoDraft(
        @Schema(description = "The version that it undoes.", examples = "44")
        String version,

        @Schema(description = "The name that the file has to have.", examples = "U44__split_names.sql")
        String name,

        @Schema(
                description = "The text of the file; what it cannot bring back is in its comments.",
                examples = "ALTER TABLE public.customers\\n\\tDROP COLUMN last_name;")
        String script,

        @Schema(description = "What its trial found.", examples = "EXACT")
        UndoVerdict verdict,

        @Schema(
                description = "What it cannot bring back, and what has to be done to use it.",
                examples = "[\"The rows of public.old_names do not come back.\"]")
        List<String> notes,

        @Schema(description = "The trial.") UndoProof proof) {
    UndoDraft {
        notes = List.copyOf(notes);
    }
}
