package dev.migrationcontrol.rehearsal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.environment.RehearsalPlace;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How the rehearsal of a plan went. */
@Schema(name = "Rehearsal", description = "How the rehearsal of a plan on a scratch database went.")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Rehearsal(
        @Schema(description = "How it ended.", examples = "SUCCEEDED")
        Outcome outcome,

        @Schema(description = "The server; null where none was reached.") @Nullable
        Server server,

        @Schema(description = "What the schema was built from.", examples = "HISTORY") @Nullable
        SchemaFrom schemaFrom,

        @Schema(
                description =
                        "REUSED: a copy of a database that an earlier rehearsal had built. EXTENDED: such a copy, and"
                                + " scripts that were new. BUILT: everything was run. NONE: the schema was copied.",
                examples = "REUSED")
        @Nullable
        Template template,

        @Schema(description = "How many scripts of the history were run for it.", examples = "0")
        int replayed,

        @Schema(description = "How long all of it took.", examples = "PT1.9S")
        Duration duration,

        @Schema(description = "What failed; null where nothing did.") @Nullable
        Failed failed,

        @Schema(
                description = "What whoever relies on it should know, such as another version of the server.",
                examples = "[]")
        List<String> notes) {
    public Rehearsal {
        notes = List.copyOf(notes);
    }

    /** How a rehearsal ended. */
    @Schema(name = "RehearsalOutcome", description = "How a rehearsal ended.")
    public enum Outcome {
        /** Every script ran. */
        SUCCEEDED,
        /** A script of the plan failed. */
        FAILED,
        /** Nothing of the plan was run: `notes` says why. */
        NOT_RUN
    }

    /** Where the schema came from. */
    @Schema(name = "RehearsalTemplate", description = "Where the schema of a rehearsal came from.")
    public enum Template {
        REUSED,
        EXTENDED,
        BUILT,
        NONE
    }

    /** The server of a rehearsal. */
    @Schema(name = "RehearsalServer", description = "The server on which a plan was rehearsed.")
    public record Server(
            @Schema(description = "Its version.", examples = "18.6")
            String version,

            @Schema(description = "Which server it is.", examples = "OWN_SERVER")
            RehearsalPlace place) {}

    /** What failed. */
    @Schema(name = "RehearsalFailure", description = "The statement that failed in a rehearsal.")
    public record Failed(
            @Schema(description = "The script.", examples = "V43__split_names.sql") @Nullable
            String script,

            @Schema(description = "The number of the statement; 0 where it is not known.", examples = "3")
            int statement,

            @Schema(description = "The line; 0 where it is not known.", examples = "14")
            int line,

            @Schema(description = "The code of the error; null where the server gave none.", examples = "42703")
            @Nullable
            String sqlState,

            @Schema(description = "What the server said.", examples = "column \"first\" does not exist")
            String message,

            @Schema(description = "What to do; null where nothing is known.", examples = "Check the name.") @Nullable
            String hint) {}
}
