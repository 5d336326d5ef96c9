package dev.migrationcontrol.schema;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Statements that would remove the differences in one direction. */
@Schema(description = "Statements that would remove the differences in one direction.")
public record ClosingScript(
        @Schema(description = "The statements.", examples = "ALTER TABLE public.orders\\n\\tADD COLUMN note text;")
        String sql,

        @Schema(
                description = "Whether they were run on a scratch database and left no difference there.",
                examples = "true")
        boolean proven,

        @Schema(
                description = "Objects that still differed after they were run; empty when they could not be run.",
                examples = "[]")
        List<String> remaining,

        @Schema(
                description = "Why they could not be run on a scratch database; null when they were.",
                examples = "role \"reporting\" does not exist")
        @Nullable
        String error) {
    public ClosingScript {
        remaining = List.copyOf(remaining);
    }
}
