package dev.migrationcontrol.draft;

import dev.migrationcontrol.operation.state.OperationState;
import dev.migrationcontrol.problem.Refusal;
import java.util.UUID;

/** A draft without a script: it goes on, or it failed. */
final class UndoDraftNotReady extends Refusal {
    private static final long serialVersionUID = 1L;

    UndoDraftNotReady(UUID id, OperationState state) {
        super(
                "undo-draft-not-ready",
                409,
                "The draft has no script",
                state.isFinished()
                        ? "The draft ended as " + state + "; its operation says why."
                        : "The draft is " + state + "; wait for the end of its operation.");
        member("operationId", id);
        member("state", state);
    }
}
