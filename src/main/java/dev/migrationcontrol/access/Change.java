package dev.migrationcontrol.access;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of an environment that someone asks for.
 *
 * @param request as accepted, or to be accepted; empty where only a decision is asked for
 */
public record Change(Verb verb, String environment, Map<String, Object> request) {
    /** Whether the caller takes upon itself what stands against the change. */
    public boolean breaksGlass() {
        return request.get(BreakGlass.FIELD) != null;
    }

    /** A text of the request; null where it says none. */
    public @Nullable String text(String field) {
        return request.get(field) instanceof String text ? text : null;
    }

    /** A switch of the request; null where it says none. */
    public @Nullable Boolean flag(String field) {
        return request.get(field) instanceof Boolean flag ? flag : null;
    }
}
