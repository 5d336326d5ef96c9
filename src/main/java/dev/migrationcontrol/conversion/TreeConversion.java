package dev.migrationcontrol.conversion;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the conversion makes of one system's scripts, as it was tried while the tree was audited. */
@Schema(description = "What the conversion makes of one system's scripts.")
public record TreeConversion(
        @Schema(description = "The system.", examples = "goose")
        String system,

        @Schema(description = "Where its scripts are in the tree.", examples = "billing/migrations")
        String location,

        @Schema(
                description =
                        "The directory of the tree that a conversion is asked for: the location, or the one above; null when"
                                + " an earlier version of the service made the report.",
                examples = "billing/migrations")
        @Nullable
        String directory,

        @Schema(description = "The first script that it makes; null when there is none.", examples = "V1__users.sql")
        @Nullable
        String first,

        @Schema(description = "The last script that it makes; null when there is none.", examples = "V42__index.sql")
        @Nullable
        String last,

        @Schema(description = "How many `V` scripts it makes.", examples = "42")
        int scripts,

        @Schema(description = "How many `U` scripts it makes.", examples = "40")
        int undoScripts,

        @Schema(
                description =
                        "Why there are none, or what the conversion says of the scripts; null when it says nothing.",
                examples = "m/2_b.sql:7: psql commands cannot be converted.")
        @Nullable
        String note) {}
