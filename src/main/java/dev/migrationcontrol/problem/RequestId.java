package dev.migrationcontrol.problem;

import java.util.UUID;

/** An id in a request. */
public final class RequestId {
    private RequestId() {}

    /**
     * @param field where the request says it
     * @param what it is the id of, as {@code a plan}
     * @throws InvalidRequest when it is none
     */
    public static UUID parse(String field, String text, String what) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest(field, "must be the id of " + what + ", a UUID");
        }
    }
}
