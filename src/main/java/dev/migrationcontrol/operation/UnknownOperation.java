package dev.migrationcontrol.operation;

import dev.migrationcontrol.problem.Refusal;
import java.util.UUID;

/** There is no operation of that id. */
final class UnknownOperation extends Refusal {
    private static final long serialVersionUID = 1L;

    UnknownOperation(UUID id) {
        super(
                "unknown-operation",
                404,
                "There is no such operation",
                "There is no operation " + id + "; GET /api/v1/operations lists all of them.");
    }
}
