package dev.migrationcontrol.access;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of an environment that someone asks for.
 *
 * @param request as accepted, or to be accepted; empty where only a decision is asked for
 * @param operation whose turn has come; null before it is accepted
 */
public record Change(
        Verb verb,
        String environment,
        Map<String, Object> request,
        @Nullable UUID operation) {
    private static final Set<Verb> CHANGES =
            Set.of(Verb.UPGRADE, Verb.ROLLBACK, Verb.BASELINE, Verb.REPAIR, Verb.CONSOLIDATE);

    /** A change that is no operation yet. */
    public Change(Verb verb, String environment, Map<String, Object> request) {
        this(verb, environment, request, null);
    }

    /** The same when the turn of its operation has come. */
    public Change of(UUID accepted) {
        return new Change(verb, environment, request, accepted);
    }

    /** Whether it changes the environment; anything else is never held back. */
    public boolean isChange() {
        return CHANGES.contains(verb);
    }

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
