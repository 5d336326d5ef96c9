package dev.migrationcontrol.proof;

import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.rehearsal.Rehearsal;
import dev.migrationcontrol.schema.Difference;
import dev.migrationcontrol.schema.HeldObject;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the undo script of one version brings back. */
@Schema(name = "UndoProof", description = "What the undo script of one version brings back.")
public record UndoProof(
        @Schema(description = "The version that it undoes.", examples = "43")
        String version,

        @Schema(description = "The migration.", examples = "V43__split_names.sql")
        String script,

        @Schema(description = "The undo script; null where there is none.", examples = "U43__split_names.sql") @Nullable
        String undo,

        @Schema(description = "How far it brings back what was there before.", examples = "DIFFERENT")
        UndoVerdict verdict,

        @Schema(
                description =
                        "Where the schema and the rows after the undo, `actual`, are not what they were before the"
                                + " migration, `expected`; at most 50.")
        List<Difference> differences,

        @Schema(description = "How many more differences there are.", examples = "0")
        int differencesLeftOut,

        @Schema(description = "Where the undo script failed; null where it ran.") @Nullable
        Failure failure,

        @Schema(
                description = "What came of applying the migration once more after the undo; null where that was not"
                        + " tried.")
        @Nullable
        Again upAgain,

        @Schema(
                description =
                        "The tables and columns that were there before the undo script ran, and not after it, with"
                                + " whatever they hold; at most 200.")
        List<HeldObject> takesAway,

        @Schema(
                description = "Why it was not measured, or why the verdict is not that of the differences alone; null"
                        + " where nothing is to be added.",
                examples = "The migration has a statement that affects more than its database (CREATE ROLE).")
        @Nullable
        String reason,

        @Schema(description = "When it was measured; null when it was not.", examples = "2026-01-31T10:00:00Z")
        @Nullable
        Instant provenAt,

        @Schema(description = "The server on which it was measured; null when it was not.")
        Rehearsal.@Nullable Server server,

        @Schema(
                description = "Whether the verdict was kept from an earlier proof of the same scripts.",
                examples = "false")
        boolean kept) {
    public UndoProof {
        differences = List.copyOf(differences);
        takesAway = List.copyOf(takesAway);
    }

    /** What came of applying the migration once more. */
    @Schema(
            name = "UndoProofAgain",
            description = "What came of applying the migration once more after the undo, compared with the first time.")
    public record Again(
            @Schema(description = "How far it is the same as the first time.", examples = "EXACT")
            UndoVerdict verdict,

            @Schema(description = "Where it is not the same; at most 50.")
            List<Difference> differences,

            @Schema(description = "Where the migration failed; null where it ran.") @Nullable
            Failure failure) {
        public Again {
            differences = List.copyOf(differences);
        }
    }

    /** The same, from an earlier proof of the same texts, which may have had other names. */
    UndoProof keptFor(UndoLink link) {
        return new UndoProof(
                link.script().requireVersion().toString(),
                link.script().name(),
                link.undo() == null ? null : link.undo().name(),
                verdict,
                differences,
                differencesLeftOut,
                failure,
                upAgain,
                takesAway,
                reason,
                provenAt,
                server,
                true);
    }
}
