package dev.migrationcontrol.probe;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whether the replica of an environment was asked, and how far it follows its primary. */
@Schema(description = "Whether the replica of an environment was asked, and how far it follows its primary.")
public record ReplicaUse(
        @Schema(
                description = "Whether the answer is the replica's; false where it is the primary's.",
                examples = "true")
        boolean used,

        @Schema(
                description =
                        "How many bytes of the primary's log the replica had still to replay; null where it is not"
                                + " known.",
                examples = "0")
        @Nullable
        Long lagBytes,

        @Schema(
                description =
                        "Why the primary was asked instead, or what is not known; null where there is nothing to report.",
                examples = "The replica does not answer: No server accepts connections at this address.")
        @Nullable
        String detail) {}
