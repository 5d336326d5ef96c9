package dev.migrationcontrol.audit.database;

import dev.migrationcontrol.system.RecordState;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One row of a version table. */
@Schema(description = "One row of a version table, as it is there.")
public record DatabaseRecord(
        @Schema(
                description = "What identifies the migration; null for Flyway's repeatables.",
                examples = "20240102030405")
        @Nullable
        String version,

        @Schema(
                description = "Its name, where the table has one: a description, a script, a class.",
                examples = "create users")
        @Nullable
        String name,

        @Schema(
                description = "When, in UTC where it ends in `Z`; without a zone where the table keeps none, and null"
                        + " where it keeps no time.",
                examples = "2026-01-31T10:00:00.000Z")
        @Nullable
        String appliedAt,

        @Schema(description = "Who applied or wrote it, where the table has that.", examples = "deploy") @Nullable
        String appliedBy,

        @Schema(description = """
                        What the row says: `APPLIED`, `MARKED` (counts as applied without having been run: a baseline),
                        `UNFINISHED` (begun and not ended, or dirty), `FAILED`, `UNDONE`.""", examples = "APPLIED") RecordState state,

        @Schema(
                description = "What else the row says: a batch, how many statements of how many, a digest.",
                examples = "batch 3")
        @Nullable
        String detail,

        @Schema(
                description =
                        "Which of several histories in one table the row belongs to: an app, a project, a schema.",
                examples = "accounts")
        @Nullable
        String line) {
    DatabaseRecord withVersion(String other) {
        return new DatabaseRecord(other, name, appliedAt, appliedBy, state, detail, line);
    }
}
