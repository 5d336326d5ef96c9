package dev.migrationcontrol.operation;

import dev.migrationcontrol.problem.Refusal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Another operation is queued or running on the environment. */
final class OperationInProgress extends Refusal {
    private static final long serialVersionUID = 1L;

    /** @param active null when it has ended meanwhile */
    OperationInProgress(String environment, @Nullable UUID active) {
        super(
                "operation-in-progress",
                409,
                "Another operation is in progress",
                active == null
                        ? "Another operation was in progress on '" + environment + "' just now. Ask again."
                        : "Operation " + active + " is in progress on '" + environment
                                + "'. Wait for its end, then ask again.");
        if (active != null) {
            member("operationId", active);
        }
    }
}
