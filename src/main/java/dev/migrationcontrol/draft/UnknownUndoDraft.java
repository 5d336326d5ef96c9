package dev.migrationcontrol.draft;

import dev.migrationcontrol.problem.Refusal;
import java.util.UUID;

/** There is no draft of this id. */
final class UnknownUndoDraft extends Refusal {
    private static final long serialVersionUID = 1L;

    UnknownUndoDraft(UUID id) {
        super(
                "unknown-undo-draft",
                404,
                "There is no such draft",
                "There is no draft of an undo script " + id + ". Look at the operations of the type UNDO_DRAFT.");
    }
}
