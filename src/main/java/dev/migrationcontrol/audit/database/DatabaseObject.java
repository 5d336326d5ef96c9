package dev.migrationcontrol.audit.database;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An object of a database by its name. */
@Schema(description = "An object of a database by its name.")
public record DatabaseObject(
        @Schema(
                description = "What it is: table, column, view, materialized view, foreign table, sequence, index,"
                        + " function, type, trigger.",
                examples = "column")
        String kind,

        @Schema(description = "Its name, with schema and table.", examples = "public.orders.note")
        String name) {}
