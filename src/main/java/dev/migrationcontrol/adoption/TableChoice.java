package dev.migrationcontrol.adoption;

import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.system.table.OldSystem;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where an old system records what it ran, when that is not its usual table. */
@Schema(
        name = "VersionTableChoice",
        description = "Where an old system records what it ran, when that is not its usual table, or not clear.")
record TableChoice(
        @Schema(description = "The old system, as the manifest names it.", examples = "custom")
        String system,

        @Schema(description = "Its table, with the schema.", examples = "public.schema_migrations")
        String table,

        @Schema(
                description =
                        "For tables of custom runners: the column that names the migration; where it is not given, the key or"
                                + " a unique column.",
                examples = "filename")
        @Nullable
        String identifier,

        @Schema(
                description =
                        "For tables of custom runners: whether the table holds the newest migration only, as a counter"
                                + " does. Then all before it count as applied.",
                examples = "false")
        @Nullable
        Boolean newestOnly) {
    boolean isNewestOnly() {
        return Boolean.TRUE.equals(newestOnly);
    }

    /** The id of the system, which an old spelling may have named. */
    String current() {
        return MigrationSystems.current(system);
    }

    void check(String field) {
        if (system == null || OldSystem.find(system).isEmpty()) {
            throw new InvalidRequest(field + ".system", "must be one of " + String.join(", ", OldSystem.names()));
        }
        if (table == null || !table.matches("[^.]+\\.[^.]+")) {
            throw new InvalidRequest(
                    field + ".table", "must be a table with its schema, like public.schema_migrations");
        }
        if (isNewestOnly() && !OldSystem.find(system).orElseThrow().isCustom()) {
            throw new InvalidRequest(field + ".newestOnly", "is for tables of custom runners");
        }
    }
}
