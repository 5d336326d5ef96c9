package dev.migrationcontrol.journal.reading;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whether the journal is what was written. */
@Schema(
        name = "JournalVerification",
        description = "Whether the journal is what was written, or where it first is not.")
public record Verdict(
        @Schema(description = "Whether every entry is there, unchanged and in its place.", examples = "true")
        boolean ok,

        @Schema(
                description =
                        "After how many entries the proof began: 0, the trusted head that the request gave, or the last"
                                + " entry that was exported and removed.",
                examples = "0")
        long from,

        @Schema(
                description =
                        "The number of the last entry that was found sound, before the end or the first broken one.",
                examples = "1000")
        long count,

        @Schema(
                description = "When the first entry was written; null when there is none.",
                examples = "2026-01-31T10:00:00Z")
        @Nullable
        Instant first,

        @Schema(
                description = "When the last sound entry was written; null when there is none.",
                examples = "2026-02-28T10:00:00Z")
        @Nullable
        Instant last,

        @Schema(
                description = "The hash of the last sound entry; note it with the count, elsewhere.",
                examples = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752")
        String headHash,

        @Schema(description = "Where the chain breaks first; null when it does not.") @Nullable
        Break broken) {

    /** Where the chain breaks. */
    @Schema(name = "JournalBreak", description = "Where the chain breaks first, and how.")
    public record Break(
            @Schema(description = "The sequence number at which the entry is not what was written.", examples = "17")
            long sequence,

            @Schema(description = "What was done.", examples = "ALTERED")
            Tampering what,

            @Schema(description = "How it is known.", examples = "Entry 17 is not what its hash was made of.")
            String detail) {}

    /** What was done to the journal. */
    public enum Tampering {
        /** The entry's content is not what its hash was made of, or it was put in place of another. */
        ALTERED,
        /** Entries that were there are gone. */
        MISSING,
        /** Entries were put in that no one appended. */
        INSERTED,
        /** Entries have changed places. */
        REORDERED
    }
}
