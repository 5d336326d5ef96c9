package dev.migrationcontrol.execution;

import dev.migrationcontrol.engine.Version;
import dev.migrationcontrol.problem.InvalidRequest;
import org.jspecify.annotations.Nullable;

/** Checks of fields that several requests have. */
public final class RequestFields {
    private static final int LONGEST_REASON = 500;

    private RequestFields() {}

    /**
     * @throws InvalidRequest when the reason is too long
     */
    public static void requireReason(@Nullable String reason) {
        if (reason != null && reason.length() > LONGEST_REASON) {
            throw new InvalidRequest("reason", "must have at most " + LONGEST_REASON + " characters");
        }
    }

    /**
     * The version that a field says; null when it says none.
     *
     * @throws InvalidRequest when it is no version
     */
    public static @Nullable Version version(String field, @Nullable String text) {
        try {
            return text == null ? null : Version.of(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest(field, "must be a version: numbers separated by dots, like 1.2");
        }
    }
}
