package dev.migrationcontrol.audit.database;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something that an interrupted or unfinished change left in the database. */
@Schema(description = "Something that an interrupted or unfinished change left in the database.")
record DatabaseLeftover(
        @Schema(
                description = "`INVALID_INDEX`: no query uses it; `NOT_VALIDATED`: the constraint was never checked"
                        + " against the rows that were there.",
                examples = "INVALID_INDEX")
        Kind kind,

        @Schema(description = "Its name, with its schema.", examples = "public.orders_customer_idx")
        String name,

        @Schema(description = "The table, with its schema.", examples = "public.orders")
        String table,

        @Schema(
                description = "Its definition.",
                examples = "CREATE INDEX orders_customer_idx ON public.orders USING btree (customer)")
        String definition) {

    /** What was left. */
    @Schema(name = "DatabaseLeftoverKind", description = "What was left.")
    public enum Kind {
        INVALID_INDEX,
        NOT_VALIDATED
    }
}
