package dev.migrationcontrol.journal.reading;

import dev.migrationcontrol.journal.StoredRow;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An entry as it is hashed, so that its hash can be computed from it alone. */
@Schema(
        name = "ExportedJournalEntry",
        description = "An entry of the journal with every value as the text that is hashed, see docs/journal.md.")
record ExportedEntry(
        @Schema(description = "Its sequence number.", examples = "17")
        long sequence,

        @Schema(description = "When it was written.", examples = "2026-01-31T10:00:00.123456Z")
        String recordedAt,

        @Schema(description = "What happened.", examples = "REQUEST_ACCEPTED")
        String kind,

        @Schema(description = "Who made the request.", examples = "ci-billing")
        String caller,

        @Schema(description = "The address of the caller.", examples = "10.0.0.7") @Nullable
        String remoteAddress,

        @Schema(description = "The reason that the request gave.", examples = "release 7.3") @Nullable
        String reason,

        @Schema(description = "The environment that it is about.", examples = "production") @Nullable
        String environment,

        @Schema(description = "The operation that it is about.", examples = "0192f0c1-7c00-7000-8000-000000000000")
        @Nullable
        String operation,

        @Schema(description = "The request, as JSON in a text.", examples = "{\"type\": \"UPGRADE\"}") @Nullable
        String request,

        @Schema(description = "What was to run, as JSON in a text.", examples = "{\"steps\": []}") @Nullable
        String plan,

        @Schema(description = "The result, as JSON in a text.", examples = "{\"state\": \"SUCCEEDED\"}") @Nullable
        String result,

        @Schema(
                description = "The hash of the entry before; zeros for the first.",
                examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String previousHash,

        @Schema(
                description = "SHA-256 over this entry and the hash of the one before.",
                examples = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752")
        String hash) {
    static ExportedEntry of(StoredRow row) {
        StoredRow.Texts texts = row.texts();
        return new ExportedEntry(
                row.sequence(),
                row.time(),
                texts.kind(),
                texts.caller(),
                texts.remoteAddress(),
                texts.reason(),
                texts.environment(),
                texts.operation(),
                texts.request(),
                texts.plan(),
                texts.result(),
                row.previousHash(),
                row.hash());
    }
}
