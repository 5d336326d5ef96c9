package dev.migrationcontrol.status;

import dev.migrationcontrol.proof.UndoProof;
import dev.migrationcontrol.proof.UndoVerdict;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is known of the undo script of a migration. */
@Schema(name = "MigrationUndoProof", description = "What is known of the undo script of a migration.")
record UndoProofEntry(
        @Schema(description = "The undo script; null where there is none.", examples = "U42__add_customers.sql")
        @Nullable
        String script,

        @Schema(
                description =
                        "How far it brings back what was there before, as the newest proof of these scripts found;"
                                + " `NOT_TRIED` where there is none.",
                examples = "EXACT")
        UndoVerdict verdict,

        @Schema(description = "When that was measured; null when it was not.", examples = "2026-01-31T10:00:00Z")
        @Nullable
        Instant provenAt) {
    static UndoProofEntry of(UndoProof proof) {
        return new UndoProofEntry(proof.undo(), proof.verdict(), proof.provenAt());
    }
}
