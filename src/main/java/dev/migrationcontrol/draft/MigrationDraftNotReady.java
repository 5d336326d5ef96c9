package dev.migrationcontrol.draft;

import dev.migrationcontrol.operation.state.OperationState;
import dev.migrationcontrol.problem.Refusal;
import java.util.UUID;

/** A draft without scripts: it goes on, or it failed. */
final class MigrationDraftNotReady extends Refusal {
    private static final long serialVersionUID = 1L;

    MigrationDraftNotReady(UUID id, OperationState state) {
        super(
                "migration-draft-not-ready",
                409,
                "The draft has no scripts",
                state.isFinished()
                        ? "The draft ended as " + state + "; its operation says why."
                        : "The draft is " + state + "; wait for the end of its operation.");
        member("operationId", id);
        member("state", state);
    }
}
