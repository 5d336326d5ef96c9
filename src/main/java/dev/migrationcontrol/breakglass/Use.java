package dev.migrationcontrol.breakglass;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One change that was made with broken glass.
 *
 * @param number counts all of them
 * @param owner who answers for the caller
 */
@Schema(name = "BreakGlassUse", description = "A change that someone made although something stood against it.")
@JsonInclude(JsonInclude.Include.ALWAYS)
record Use(
        @JsonIgnore long number,

        @Schema(description = "The operation.", examples = "0192f0c1-7c00-7000-8000-000000000000")
        UUID operation,

        @Schema(description = "The environment.", examples = "production")
        String environment,

        @Schema(description = "Who made the change.", examples = "token|anna")
        String caller,

        @JsonIgnore String owner,

        @Schema(description = "Why it could not wait.", examples = "orders are lost, the fix is version 44")
        String reason,

        @Schema(description = "Where it is discussed.", examples = "INC-4711") @Nullable
        String ticket,

        @Schema(description = "When it was accepted.", examples = "2026-01-31T10:00:00Z")
        Instant usedAt,

        @Schema(description = "The review; null until there is one.") @Nullable
        Review review) {
    /** What another person says of it. */
    @Schema(name = "BreakGlassReview", description = "What another person says of such a change.")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Review(
            @Schema(description = "Who reviewed it.", examples = "token|berta")
            String reviewer,

            @Schema(description = "When.", examples = "2026-01-31T11:00:00Z")
            Instant at,

            @Schema(description = "What the reviewer says.", examples = "justified; version 44 goes to test today")
            @Nullable
            String comment) {}
}
