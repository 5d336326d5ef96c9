package dev.migrationcontrol.operation;

import dev.migrationcontrol.problem.Refusal;
import java.util.UUID;

/** Another operation is queued or running on the environment. */
public final class OperationInProgress extends Refusal {
    private static final long serialVersionUID = 1L;

    OperationInProgress(String environment, UUID active) {
        super(
                "operation-in-progress",
                409,
                "Another operation is in progress",
                "Operation " + active + " is in progress on '" + environment + "'. Wait for its end, then ask again.");
        member("operationId", active);
    }
}
