package dev.migrationcontrol.audit;

import dev.migrationcontrol.audit.database.DatabaseObjects;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The objects of one environment's database, against the migrations of the tree that it records. */
@Schema(description = "The objects of one environment's database, against the migrations of the tree that it records.")
record TreeObjects(
        @Schema(description = "The environment.", examples = "production")
        String environment,

        @Schema(description = """
                        The objects, and those that neither a recorded migration of the tree, nor the environment's own history,
                        nor SQL that a system keeps in its table names.""") DatabaseObjects objects,

        @Schema(description = """
                        Whether recorded migrations are code: then columns, indexes, triggers and sequences are not judged, since
                        their names are often made up by the tool.""", examples = "false") boolean judgedByCode,

        @Schema(description = "Tables that recorded migrations create and no migration takes away, but are not there.")
        List<OfMigration> missing,

        @Schema(description = "Tables that only migrations which are not recorded create, but are there.")
        List<OfMigration> ahead) {
    public TreeObjects {
        missing = List.copyOf(missing);
        ahead = List.copyOf(ahead);
    }

    /** A table of a migration. */
    @Schema(name = "TreeObjectOfMigration", description = "A table, and the migration that creates it.")
    public record OfMigration(
            @Schema(description = "The table, as the migration names it.", examples = "orders")
            String table,

            @Schema(description = "The migration's system.", examples = "alembic")
            String system,

            @Schema(description = "The migration.", examples = "ae1027a6acf")
            String version,

            @Schema(description = "Its file.", examples = "migrations/versions/ae1027a6acf_add_orders.py")
            String file) {}
}
