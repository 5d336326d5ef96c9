package dev.migrationcontrol.datacheck;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How many rows of the target would make a statement fail. */
@Schema(name = "DataCheck", description = "How many rows of the environment would make a statement fail.")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DataCheck(
        @Schema(description = "What the rows have to be.", examples = "NOT_NULL")
        Kind kind,

        @Schema(description = "The table, with its schema.", examples = "public.customers")
        String relation,

        @Schema(description = "The columns.", examples = "[\"last_name\"]")
        List<String> columns,

        @Schema(
                description =
                        "How many rows are not so; for a unique key, how many are too many. Null where it could not be"
                                + " counted: `note` says why.",
                examples = "3")
        @Nullable
        Long failing,

        @Schema(
                description =
                        "The primary keys of some of these rows, ten at the most; for a unique key, the values that come"
                                + " more than once.",
                examples = "[\"17\",\"42\",\"99\"]")
        List<String> keys,

        @Schema(
                description = "Whether a part of the table was read, and the number was worked out from it.",
                examples = "false")
        boolean sampled,

        @Schema(
                description = "Why it could not be counted, or what the server said; null otherwise.",
                examples = "The server did not answer within five seconds.")
        @Nullable
        String note) {
    public DataCheck {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
    }

    /** What rows have to be. */
    @Schema(name = "DataCheckKind", description = "What the rows of a table have to be for a statement to succeed.")
    public enum Kind {
        /** The column has a value. */
        NOT_NULL,
        /** The table is empty, because the new column needs a value and has no default. */
        EMPTY,
        /** No two rows have the same key. */
        UNIQUE,
        /** The condition holds. */
        CHECK,
        /** The row that is referred to is there. */
        FOREIGN_KEY,
        /** No two rows exclude each other. */
        EXCLUSION,
        /** The value can be one of the new type. */
        TYPE
    }

    /** Whether the statement would fail, as far as is known. */
    public boolean fails() {
        return failing != null && failing > 0 || failing == null && note != null && kind == Kind.TYPE;
    }
}
