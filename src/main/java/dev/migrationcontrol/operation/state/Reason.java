package dev.migrationcontrol.operation.state;

import dev.migrationcontrol.problem.InvalidRequest;
import org.jspecify.annotations.Nullable;

/** Why something is asked for, as a request says it. */
public final class Reason {
    private static final int LONGEST = 500;

    private Reason() {}

    /**
     * @throws InvalidRequest when it is too long
     */
    public static void require(@Nullable String reason) {
        if (reason != null && reason.length() > LONGEST) {
            throw new InvalidRequest("reason", "must have at most " + LONGEST + " characters");
        }
    }
}
