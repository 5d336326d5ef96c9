package dev.migrationcontrol.status;

import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.Version;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The text of a script, and whether it is what ran. */
@Schema(description = "The text of a script as its file is now, and whether that is what ran.")
record ScriptContent(
        @Schema(description = "Its name.", examples = "V42__add_customers.sql")
        String script,

        @Schema(description = "Its version; null for a repeatable.", examples = "42", implementation = String.class)
        @Nullable
        Version version,

        @Schema(description = "What its name says.", examples = "add customers")
        String description,

        @Schema(description = "What its prefix says.", examples = "VERSIONED")
        Script.Kind kind,

        @Schema(description = "Flyway's checksum of the text; null where it has none.", examples = "-1327540394")
        @Nullable
        Integer checksum,

        @Schema(
                description =
                        "Whether this is the text that ran: `SAME`, `CHANGED`, `NOT_RUN` where it is not applied, or"
                                + " `UNKNOWN` where nothing says so, as for undo scripts that no operation is named for.",
                examples = "SAME")
        Ran ran,

        @Schema(
                description = "The text, with its placeholders as they are written; of a very long one the first"
                        + " million characters.",
                examples = "CREATE TABLE customers (id bigint PRIMARY KEY);")
        String text,

        @Schema(description = "Whether the text was cut.", examples = "false")
        boolean cut) {
    /** Whether a text is the one that ran. */
    @Schema(name = "ScriptRan", description = "Whether a text is the one that ran.")
    enum Ran {
        SAME,
        CHANGED,
        NOT_RUN,
        UNKNOWN
    }

    private static final int LONGEST = 1_000_000;

    static ScriptContent of(Script script, Ran ran, String text) {
        boolean cut = text.length() > LONGEST;
        return new ScriptContent(
                script.name(),
                script.version(),
                script.description(),
                script.kind(),
                script.checksum(),
                ran,
                cut ? text.substring(0, LONGEST) : text,
                cut);
    }
}
