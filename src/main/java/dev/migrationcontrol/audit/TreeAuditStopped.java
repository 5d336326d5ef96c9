package dev.migrationcontrol.audit;

import dev.migrationcontrol.engine.StopSignal;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.operation.state.Outcome;

/** Someone asked for the end of an audit. */
final class TreeAuditStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean cancelled;

    private TreeAuditStopped(boolean cancelled) {
        super("stopped", null, false, false);
        this.cancelled = cancelled;
    }

    /** @throws TreeAuditStopped when the audit should end */
    static void check(OperationRun run) {
        StopSignal.Why why = run.stop().why();
        if (why != null || run.isCancelled()) {
            throw new TreeAuditStopped(run.isCancelled());
        }
    }

    Outcome outcome() {
        return cancelled
                ? new Outcome.Cancelled(Failure.of("cancelled", "The audit was cancelled; there is no report.", null))
                : new Outcome.HandedOver();
    }
}
