package dev.migrationcontrol.planner.refusal;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something in a history that stops an upgrade until someone decides what to do.
 *
 * @param version null for repeatables
 * @param detail what is wrong and what to do about it
 */
@Schema(description = "Something in a history that stops an upgrade until someone decides what to do.")
public record HistoryProblem(
        @Schema(description = "What is wrong.", examples = "CHECKSUM_MISMATCH")
        Kind kind,

        @Schema(description = "The version concerned; null for repeatables.", examples = "17") @Nullable
        String version,

        @Schema(description = "The script concerned.", examples = "V17__add_orders.sql")
        String script,

        @Schema(
                description = "What is wrong in this case and what to do about it.",
                examples = "Version 17 was changed after it was applied: put the file back, or run a repair.")
        String detail) {
    /** What can be wrong; Flyway's error codes say the same. */
    @Schema(name = "HistoryProblemKind", description = "What is wrong with a history.")
    public enum Kind {
        /** A row of a type that Flyway Core cannot read, such as the {@code UNDO_SQL} of the paid editions. */
        UNREADABLE_ROW,
        /** A row with {@code success = false}. */
        FAILED_MIGRATION,
        /** Applied, but no script is found. */
        MISSING_SCRIPT,
        /** Applied, and newer than any script that is found. It is reported, but is no obstacle. */
        FUTURE_MIGRATION,
        /** Never applied although a newer version is. */
        NOT_APPLIED,
        TYPE_MISMATCH,
        CHECKSUM_MISMATCH,
        DESCRIPTION_MISMATCH
    }

    /** Whether Flyway would refuse to migrate because of it. */
    public boolean blocksUpgrade() {
        return kind != Kind.FUTURE_MIGRATION;
    }
}
