package dev.migrationcontrol.operation.state;

import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.problem.RequestId;
import java.util.UUID;

/** The id of an operation in a request. */
public final class OperationId {
    private OperationId() {}

    /**
     * @param field where the request says it
     * @throws InvalidRequest when it is none
     */
    public static UUID parse(String field, String text) {
        return RequestId.parse(field, text, "an operation");
    }
}
