package dev.migrationcontrol.status;

import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.planner.Migration;
import dev.migrationcontrol.planner.MigrationState;
import dev.migrationcontrol.proof.UndoProof;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One migration of an environment: its script, its row in the history, or both. */
@Schema(name = "Migration", description = "A migration: its script, its row in the history, or both.")
record MigrationEntry(
        @Schema(
                description = "Its version; null for repeatables and markers.",
                examples = "42",
                implementation = String.class)
        @Nullable
        Version version,

        @Schema(description = "What its name says.", examples = "add customers")
        String description,

        @Schema(description = "Flyway's type, as the history has it or the script is.", examples = "SQL")
        String type,

        @Schema(description = "Its script.", examples = "V42__add_customers.sql")
        String script,

        @Schema(description = "Its state, as Flyway decides it.", examples = "SUCCESS")
        MigrationState state,

        @Schema(
                description = "Flyway's checksum: of the text that was applied, or of the script where none was.",
                examples = "-1327540394")
        @Nullable
        Integer checksum,

        @Schema(description = "When it was applied; null when it is not.", examples = "2026-01-31T10:00:00Z") @Nullable
        Instant installedAt,

        @Schema(description = "The database user who applied it; null when it is not.", examples = "billing_migrator")
        @Nullable
        String installedBy,

        @Schema(description = "Its place in the history; null when it is not applied.", examples = "42") @Nullable
        Integer installedRank,

        @Schema(description = "How long it ran; null when it is not applied.", examples = "PT0.120S") @Nullable
        Duration executionTime,

        @Schema(
                description = "The script that undoes it; null where there is none.",
                examples = "U42__add_customers.sql")
        @Nullable
        String undo,

        @Schema(
                description = "What is known of its undo script; null for what has no version, and where the control"
                        + " database does not answer.")
        @Nullable
        UndoProofEntry undoProof) {

    static MigrationEntry of(Migration migration, UndoIndex undos, Map<String, UndoProof> proofs) {
        HistoryRow row = migration.row();
        Script script = migration.script();
        Integer scriptChecksum = script == null ? null : script.checksum();
        return new MigrationEntry(
                migration.version(),
                migration.description(),
                migration.type(),
                migration.scriptName(),
                migration.state(),
                row == null ? scriptChecksum : row.checksum(),
                row == null ? null : row.installedOn(),
                row == null ? null : row.installedBy(),
                row == null ? null : row.rank(),
                row == null ? null : row.executionTime(),
                undos.of(migration.version()),
                proofOf(migration, proofs));
    }

    private static @Nullable UndoProofEntry proofOf(Migration migration, Map<String, UndoProof> proofs) {
        UndoProof proof = migration.version() == null
                ? null
                : proofs.get(migration.version().toString());
        return proof == null ? null : UndoProofEntry.of(proof);
    }
}
