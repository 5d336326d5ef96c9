package dev.migrationcontrol.conversion;

import dev.migrationcontrol.conversion.migration.ConvertedMigration;
import dev.migrationcontrol.text.Digests;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What one script of the archive came from. */
@Schema(description = "What one script of the archive came from.")
record ManifestEntry(
        @Schema(description = "Its version in Flyway.", examples = "20240131101500")
        String version,

        @Schema(description = "Its description, as the script's name has it.", examples = "add_orders")
        String description,

        @Schema(description = "The script.", examples = "V20240131101500__add_orders.sql")
        String script,

        @Schema(
                description = "The script that undoes it; null where there is none.",
                examples = "U20240131101500__add_orders.sql")
        @Nullable
        String undoScript,

        @Schema(description = "Whether the script runs in a transaction.", examples = "true")
        boolean transactional,

        @Schema(description = "Whether the undo script runs in a transaction.", examples = "true")
        boolean undoTransactional,

        @Schema(description = "The folder that it came from.", examples = "billing/migrations")
        String source,

        @Schema(description = "The system that it was written for.", examples = "goose")
        String system,

        @Schema(description = "What that system records of it.", examples = "20240131101500")
        String oldId,

        @Schema(
                description =
                        "The ids that it followed there, where the system says so; for a baseline, the ids that it"
                                + " replaces.")
        List<String> parents,

        @Schema(
                description = "The checksum that the system records of it; null where it records none.",
                examples = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae")
        @Nullable
        String oldChecksum,

        @Schema(
                description =
                        "The checksum that the system would record of the same file with other line ends (LF for CRLF,"
                                + " or CRLF for LF); null where it records none, or where they do not count.",
                examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        @Nullable
        String otherLineEnds,

        @Schema(
                description = "SHA-256 of the script.",
                examples = "fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9")
        String sha256) {

    static ManifestEntry of(ConvertedMigration each, String source) {
        return new ManifestEntry(
                each.version(),
                each.description(),
                each.script(),
                each.undoScript(),
                each.transactional(),
                each.undoTransactional(),
                source,
                each.system(),
                each.oldId(),
                each.parents(),
                each.oldChecksum(),
                each.otherLineEnds(),
                Digests.hex("SHA-256", each.sql().getBytes(StandardCharsets.UTF_8)));
    }

    /** The old ids that this version replaces. */
    List<String> oldIds() {
        return script.startsWith("B") ? parents : List.of(oldId);
    }
}
