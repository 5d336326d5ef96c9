package dev.migrationcontrol.adoption;

import dev.migrationcontrol.schema.ClosingScript;
import dev.migrationcontrol.schema.Difference;
import dev.migrationcontrol.schema.SchemaVerdict;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whether the database is what the scripts that count as applied build from nothing. */
@Schema(
        name = "ConsolidationProof",
        description = "Whether the database is what the scripts that count as applied build on an empty scratch"
                + " database.")
record Proof(
        @Schema(description = "How far they agree.", examples = "DIFFERENT")
        SchemaVerdict verdict,

        @Schema(description = "Whether it may be adopted: equal, or every difference accepted.", examples = "false")
        boolean adoptable,

        @Schema(description = "Every difference.") List<Difference> differences,

        @Schema(
                description = "Objects whose differences the request does not accept.",
                examples = "[\"public.orders.note\"]")
        List<String> unaccepted,

        @Schema(
                description = "What is not compared: what the role may not read, and properties of the database itself"
                        + " (comment, owner, privileges), which an adoption leaves as they are.",
                examples =
                        "[\"The options of the subscription news are not readable by the role: they are not compared.\"]")
        List<String> notes,

        @Schema(
                description =
                        "A script that would change the database to what the scripts build; it drops nothing that droppable does not name;"
                                + " null where nothing differs, or where the version table of an old system was not found.")
        @Nullable
        ClosingScript closingDatabase,

        @Schema(
                description =
                        "The migration that the scripts lack: it would change what they build to what the database is; null where"
                                + " closingDatabase is null.")
        @Nullable
        ClosingScript closingScripts) {
    public Proof {
        differences = List.copyOf(differences);
        unaccepted = List.copyOf(unaccepted);
        notes = List.copyOf(notes);
    }
}
