package dev.migrationcontrol.draft;

import dev.migrationcontrol.problem.Refusal;
import java.util.UUID;

/** There is no draft of this id. */
final class UnknownMigrationDraft extends Refusal {
    private static final long serialVersionUID = 1L;

    UnknownMigrationDraft(UUID id) {
        super(
                "unknown-migration-draft",
                404,
                "There is no such draft",
                "There is no draft of a migration " + id + ". Look at the operations of the type MIGRATION_DRAFT.");
    }
}
