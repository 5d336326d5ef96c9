package dev.migrationcontrol.schema;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One aspect of one object in which a database is not what the scripts build. */
@Schema(
        name = "SchemaDifference",
        description = "One aspect of one object in which a database is not what its scripts build.")
public record Difference(
        @Schema(
                description = "The object, with its schema; a column, constraint, trigger or policy with its table.",
                examples = "public.orders.note")
        String object,

        @Schema(description = "What kind of object it is.", examples = "column")
        String kind,

        @Schema(
                description = "What differs of it: `existence` where it is on one side alone, or else the aspect.",
                examples = "type")
        String aspect,

        @Schema(description = "What the database has; null where it has nothing.", examples = "character varying(20)")
        @Nullable
        String actual,

        @Schema(description = "What the scripts build; null where they build nothing.", examples = "text") @Nullable
        String expected) {
    static final String EXISTENCE = "existence";
    static final String COLUMN_ORDER = "column order";
    static final String ROWS = "rows";

    /** Whether the scripts build the object and the database lacks it. */
    public boolean lackedByDatabase() {
        return aspect.equals(EXISTENCE) && actual == null;
    }

    /** Whether the scripts build nothing of it. */
    boolean onlyInDatabase() {
        return aspect.equals(EXISTENCE) && expected == null;
    }

    /** Whether it is rows that differ, not the schema. */
    public boolean ofRows() {
        return aspect.equals(ROWS);
    }

    /** Whether it is of no consequence for statements that name their columns. */
    public boolean ofOrderOnly() {
        return aspect.equals(COLUMN_ORDER);
    }
}
