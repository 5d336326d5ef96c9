package dev.migrationcontrol.journal.reading;

import dev.migrationcontrol.journal.Entry;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An entry as it is in the journal. */
@Schema(description = "An entry of the journal: who asked for what, and what came of it.")
record JournalEntry(
        @Schema(description = "Its sequence number, from 1 and without gaps.", examples = "17")
        long sequence,

        @Schema(description = "When it was written.", examples = "2026-01-31T10:00:00.123456Z")
        Instant recordedAt,

        @Schema(description = "What happened.", examples = "REQUEST_ACCEPTED")
        Entry.Kind kind,

        @Schema(description = "Who made the request.", examples = "ci-billing")
        String caller,

        @Schema(
                description = "The address of the caller; null for what the service did by itself.",
                examples = "10.0.0.7")
        @Nullable
        String remoteAddress,

        @Schema(description = "The reason that the request gave.", examples = "release 7.3") @Nullable
        String reason,

        @Schema(description = "The environment that it is about.", examples = "production") @Nullable
        String environment,

        @Schema(
                description = "The operation that it is about; null for refused requests.",
                examples = "0192f0c1-7c00-7000-8000-000000000000")
        @Nullable
        UUID operation,

        @Schema(
                description = "The request as it was accepted; for a refused request, only its method and path.",
                type = SchemaType.OBJECT)
        @Nullable
        Map<String, Object> request,

        @Schema(description = "What was to run.", type = SchemaType.OBJECT) @Nullable
        Map<String, Object> plan,

        @Schema(
                description = "The result. Of more than 64 KiB the longest members are left out: an object of"
                        + " `omittedBytes` and `sha256` is in the place of each.",
                type = SchemaType.OBJECT)
        @Nullable
        Map<String, Object> result,

        @Schema(
                description = "The hash of the entry before; zeros for the first.",
                examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String previousHash,

        @Schema(
                description = "SHA-256 over this entry and the hash of the one before, see docs/journal.md.",
                examples = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752")
        String hash) {}
