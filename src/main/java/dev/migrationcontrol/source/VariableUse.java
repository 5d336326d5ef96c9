package dev.migrationcontrol.source;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A place that reads, sets or describes a variable. */
@Schema(description = "A place that reads, sets or describes a variable; its value is never kept.")
public record VariableUse(
        @Schema(description = "The file.", examples = "app/settings.py")
        String file,

        @Schema(description = "The line, from 1.", examples = "12")
        int line,

        @Schema(description = "READS it, SETS it, or DOCUMENTS it.", examples = "READS")
        Kind kind,

        @Schema(description = "How, in words.", examples = "field database_url of settings with the prefix APP_")
        String how) {
    /** What is done with the variable. */
    @Schema(name = "VariableUseKind", description = "What is done with a variable.")
    public enum Kind {
        READS,
        SETS,
        DOCUMENTS
    }
}
