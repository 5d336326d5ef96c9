package dev.migrationcontrol.loss;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Rows of a table, or values of a column, that an undo script destroys. */
@Schema(name = "Loss", description = "Rows of a table, or values of a column, that an undo script destroys.")
public record Loss(
        @Schema(description = "The undo script.", examples = "U43__split_names.sql")
        String script,

        @Schema(
                description =
                        "The line of the statement in it, from 1; null where the trial of the script alone showed it.",
                examples = "2")
        @Nullable
        Integer line,

        @Schema(description = "How it is destroyed.", examples = "DROP_COLUMN")
        Cause cause,

        @Schema(description = "The table, with its schema.", examples = "public.customers")
        String relation,

        @Schema(description = "The column; null where whole rows go.", examples = "last_name") @Nullable
        String column,

        @Schema(
                description = "How many rows, or values that are not null; null where they cannot be counted.",
                examples = "48211")
        @Nullable
        Long rows,

        @Schema(
                description = "Whether the number is an estimate of the server's statistics, or an upper bound.",
                examples = "false")
        boolean estimated,

        @Schema(
                description =
                        "Whether `keep: archive` can copy it: a column needs a primary key of its table that stays.",
                examples = "true")
        boolean archivable) {
    /** How rows or values are destroyed. */
    @Schema(
            name = "LossCause",
            description = "How rows or values are destroyed. NARROW: a column gets a type that cannot hold all values.")
    public enum Cause {
        DROP_TABLE,
        DROP_COLUMN,
        TRUNCATE,
        DELETE,
        NARROW
    }

    /** As a request accepts it. */
    public String name() {
        return column == null ? relation : relation + "." + column;
    }
}
