package dev.migrationcontrol.operation.state;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why an operation failed. It never contains the text of a statement, which may hold secrets. */
@Schema(description = "Why an operation failed. It never contains the text of a statement.")
public record Failure(
        @Schema(description = "What kind of failure this is.", examples = "statement-failed")
        String reason,

        @Schema(description = "The script that failed; null when no script was running.", examples = "V44__x.sql")
        @Nullable
        String step,

        @Schema(
                description = "The number of the statement in its script, from 1; null outside of a script.",
                examples = "3")
        @Nullable
        Integer statement,

        @Schema(description = "The line in the script's file, from 1; null when unknown.", examples = "17") @Nullable
        Integer line,

        @Schema(description = "PostgreSQL's error code; null when the server was not asked.", examples = "42P07")
        @Nullable
        String sqlState,

        @Schema(description = "What went wrong.", examples = "relation \"orders\" already exists")
        String message,

        @Schema(description = "What to do about it; null when there is nothing to add.", examples = "Drop it first.")
        @Nullable
        String hint,

        @Schema(
                description =
                        "Which effects of the failed script remain in the database; null when no script was running.",
                examples = "Everything that V44__x.sql did was rolled back.")
        @Nullable
        String effect) {
    /** The same with what stays of the script. */
    public Failure withEffect(String what) {
        return new Failure(reason, step, statement, line, sqlState, message, hint, what);
    }

    /** A failure outside of any script. */
    public static Failure of(String reason, String message, @Nullable String hint) {
        return new Failure(reason, null, null, null, null, message, hint, null);
    }

    /** The same with no text longer than this. */
    public Failure shortened(int longest) {
        return new Failure(
                reason,
                step,
                statement,
                line,
                sqlState,
                cut(message, longest),
                hint == null ? null : cut(hint, longest),
                effect == null ? null : cut(effect, longest));
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }
}
