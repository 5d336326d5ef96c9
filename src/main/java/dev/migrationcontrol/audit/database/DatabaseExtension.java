package dev.migrationcontrol.audit.database;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An extension that is installed in a database. */
@Schema(description = "An extension that is installed in the database.")
record DatabaseExtension(
        @Schema(description = "Its name.", examples = "pg_trgm")
        String name,

        @Schema(description = "Its version.", examples = "1.6")
        String version,

        @Schema(description = "The schema that holds its objects.", examples = "public")
        String schema) {}
