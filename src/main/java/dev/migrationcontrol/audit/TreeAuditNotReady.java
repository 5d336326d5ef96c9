package dev.migrationcontrol.audit;

import dev.migrationcontrol.operation.state.OperationState;
import dev.migrationcontrol.problem.Refusal;
import java.util.UUID;

/** An audit without a report: it goes on, or it failed. */
final class TreeAuditNotReady extends Refusal {
    private static final long serialVersionUID = 1L;

    TreeAuditNotReady(UUID id, OperationState state) {
        super(
                "audit-not-ready",
                409,
                "The audit has no report",
                state.isFinished()
                        ? "The audit ended as " + state
                                + "; its operation says why. Fix that and ask for another audit."
                        : "The audit is " + state + "; wait for the end of its operation.");
        member("operationId", id);
        member("state", state);
    }
}
