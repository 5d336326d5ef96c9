package dev.migrationcontrol.token;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The token that a caller wants. */
@Schema(name = "TokenRequest", description = "The token that the caller wants.")
record TokenRequest(
        @Schema(
                description = "What it is for; two live tokens may have the same name.",
                examples = "nightly",
                required = true)
        @Nullable
        String name,

        @Schema(description = "What it may do: at most what the grants of its maker give.", required = true) @Nullable
        List<Scope> scopes,

        @Schema(
                description = "When it ends, at most 366 days from now; 90 days from now where this is left out.",
                examples = "2027-01-31T00:00:00Z")
        @Nullable
        Instant expiresAt) {}
