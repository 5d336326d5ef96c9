package dev.migrationcontrol.operation;

import dev.migrationcontrol.problem.InvalidRequest;
import org.jspecify.annotations.Nullable;

/** Why something is asked for, as a request says it. */
public final class Reason {
    private static final int LONGEST = 500;

    private Reason() {}

    /**
     * @throws InvalidRequest when it is too long, or holds what PostgreSQL cannot keep in a text
     */
    public static void require(@Nullable String reason) {
        if (reason != null && reason.length() > LONGEST) {
            throw new InvalidRequest("reason", "must have at most " + LONGEST + " characters");
        }
        if (reason != null && reason.indexOf('\0') >= 0) {
            throw new InvalidRequest("reason", "must not hold the character U+0000");
        }
    }
}
