package dev.migrationcontrol.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A token without its secret. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Token", description = "A token, without what it is proved by.")
record TokenDescription(
        @Schema(description = "The part between `mct_` and the next `_`; no secret.", examples = "k3vq7m2xw4ta")
        String id,

        @Schema(description = "What it is for.", examples = "nightly")
        String name,

        @Schema(description = "What operations and the journal call it.", examples = "token|nightly.k3vq7m2xw4ta")
        String caller,

        @Schema(description = "Who made it; null where it was made on the command line.", examples = "token|ci")
        @Nullable
        String createdBy,

        @Schema(description = "The person who answers for it; null where none is named.", examples = "alice") @Nullable
        String owner,

        @Schema(description = "What it may do, as far as the grants of its maker still give it.")
        List<Scope> scopes,

        @Schema(description = "LIVE, EXPIRED or REVOKED.", examples = "LIVE")
        State state,

        @Schema(description = "When it was made.", examples = "2026-11-02T09:00:00Z")
        Instant createdAt,

        @Schema(description = "When it ends.", examples = "2027-01-31T00:00:00Z")
        Instant expiresAt,

        @Schema(
                description = "When it was used for the last time, to a minute; null where it never was.",
                examples = "2026-11-03T10:15:00Z")
        @Nullable
        Instant lastUsedAt,

        @Schema(description = "When it was revoked; null where it was not.", examples = "2026-11-04T08:00:00Z")
        @Nullable
        Instant revokedAt) {
    /** Whether it counts. */
    @Schema(name = "TokenState", description = "Whether a token counts.")
    enum State {
        LIVE,
        EXPIRED,
        REVOKED
    }

    static TokenDescription of(StoredToken token, Instant now) {
        StoredToken.Times times = token.times();
        State ended = times.revoked() == null ? State.EXPIRED : State.REVOKED;
        return new TokenDescription(
                token.id(),
                token.name(),
                token.callerId(),
                token.createdBy(),
                token.person(),
                token.scopes(),
                token.isLive(now) ? State.LIVE : ended,
                times.created(),
                times.expires(),
                times.lastUsed(),
                times.revoked());
    }
}
