package dev.migrationcontrol.plan;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A table of the environment, as its statistics say. */
@Schema(
        name = "PlanTargetTable",
        description = "A table of the environment that a statement locks, as the server's statistics say.")
public record TargetTable(
        @Schema(description = "The table, with its schema.", examples = "public.customers")
        String relation,

        @Schema(
                description = "How many rows the server estimates; null where it was never counted.",
                examples = "41000000")
        @Nullable
        Long rows,

        @Schema(description = "Its size without indexes; null where it is not known.", examples = "12884901888")
        @Nullable
        Long bytes,

        @Schema(description = "The size of its indexes; null where it is not known.", examples = "3221225472") @Nullable
        Long indexBytes,

        @Schema(
                description = "How often it was read a second while the plan was made; null where it was not measured.",
                examples = "380.0")
        @Nullable
        Double readsPerSecond,

        @Schema(
                description =
                        "How many rows were written a second while the plan was made; null where it was not measured.",
                examples = "12.5")
        @Nullable
        Double writesPerSecond) {}
