package dev.migrationcontrol.adoption;

import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.system.table.VersionTable;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A script that counts as applied, and where that is known from. */
record AppliedMigration(
        Script script,
        AdoptionManifest.Entry entry,
        VersionTable table,
        @Nullable Instant appliedAt) {
    /** The same for the API. */
    @Schema(description = "A script that counts as applied, and where that is known from.")
    public record Provenance(
            @Schema(description = "The version.", examples = "3")
            String version,

            @Schema(description = "The script.", examples = "V3__add_orders.sql")
            String script,

            @Schema(description = "The old system.", examples = "alembic")
            String system,

            @Schema(description = "The table that says so.", examples = "public.alembic_version")
            String table,

            @Schema(description = "The old id.", examples = "ae1027a6acf")
            String oldId,

            @Schema(
                    description = "When the old system ran it; null where it keeps no times.",
                    examples = "2024-01-31T10:00:00Z")
            @Nullable
            Instant appliedAt) {}

    Provenance provenance() {
        return new Provenance(
                script.requireVersion().toString(),
                script.name(),
                entry.system(),
                table.display(),
                entry.oldId(),
                appliedAt);
    }
}
