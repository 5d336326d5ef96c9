package dev.migrationcontrol.execution.preflight;

import dev.migrationcontrol.operation.state.Reason;
import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.script.Version;
import org.jspecify.annotations.Nullable;

/** Checks of fields that several requests have. */
public final class RequestFields {
    private RequestFields() {}

    /**
     * @throws InvalidRequest when the reason is too long
     */
    public static void requireReason(@Nullable String reason) {
        Reason.require(reason);
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
