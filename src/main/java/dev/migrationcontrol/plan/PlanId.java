package dev.migrationcontrol.plan;

import dev.migrationcontrol.access.Change;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Which plan a request names. */
public final class PlanId {
    private static final String FIELD = "plan";

    private PlanId() {}

    /** The plan of a change; nothing where it names none. */
    public static Optional<UUID> in(Change change) {
        return in(change.request());
    }

    /** The plan of a request as it was accepted. */
    public static Optional<UUID> in(Map<String, Object> request) {
        Object named = request.get(FIELD);
        return named == null ? Optional.empty() : Optional.of(UUID.fromString(named.toString()));
    }
}
