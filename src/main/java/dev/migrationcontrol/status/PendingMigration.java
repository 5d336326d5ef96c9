package dev.migrationcontrol.status;

import dev.migrationcontrol.planner.Migration;
import dev.migrationcontrol.script.Version;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A migration that the next upgrade runs. */
@Schema(description = "A migration that the next upgrade runs.")
record PendingMigration(
        @Schema(description = "Its version; null for a repeatable.", examples = "43", implementation = String.class)
        @Nullable
        Version version,

        @Schema(description = "What its name says.", examples = "add orders")
        String description,

        @Schema(description = "Its script.", examples = "V43__add_orders.sql")
        String script,

        @Schema(description = "The script that undoes it; null where there is none.", examples = "U43__add_orders.sql")
        @Nullable
        String undo) {

    static PendingMigration of(Migration migration, UndoIndex undos) {
        return new PendingMigration(
                migration.version(), migration.description(), migration.scriptName(), undos.of(migration.version()));
    }
}
