package dev.migrationcontrol.operation.state;

import dev.migrationcontrol.problem.InvalidRequest;
import java.util.UUID;

/** The id of an operation in a request. */
public final class OperationId {
    private OperationId() {}

    /**
     * @param field where the request says it
     * @throws InvalidRequest when it is none
     */
    public static UUID parse(String field, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest(field, "must be the id of an operation, a UUID");
        }
    }
}
