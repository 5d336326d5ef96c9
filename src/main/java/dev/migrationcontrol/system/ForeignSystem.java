package dev.migrationcontrol.system;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A version table that another migration system keeps in the database. */
@Schema(description = "A version table that another migration system keeps in the database.")
public record ForeignSystem(
        @Schema(
                description = "The system, decided by the table's columns; unknown where they fit none.",
                examples = "alembic")
        String system,

        @Schema(description = "The table, with its schema.", examples = "public.alembic_version")
        String table,

        @Schema(
                description = "Up to five of the newest versions that it records; empty where they cannot be read.",
                examples = "[\"ae1027a6acf\"]")
        List<String> versions) {
    public ForeignSystem {
        versions = List.copyOf(versions);
    }
}
