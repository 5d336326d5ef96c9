package dev.migrationcontrol.operation;

import dev.migrationcontrol.problem.Refusal;

/** The operation has ended, so that it is too late to cancel it. */
final class OperationEnded extends Refusal {
    private static final long serialVersionUID = 1L;

    OperationEnded(Operation operation) {
        super(
                "operation-ended",
                409,
                "The operation has ended",
                "Operation " + operation.id() + " is " + operation.state()
                        + ": it is too late to cancel it. What it did can be rolled back with its id.");
        member("state", operation.state());
    }
}
