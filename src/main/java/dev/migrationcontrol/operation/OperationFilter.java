package dev.migrationcontrol.operation;

import dev.migrationcontrol.operation.state.OperationState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which operations a list holds.
 *
 * @param from only those that were accepted then or later
 * @param to only those that were accepted earlier
 * @param before only operations older than this one; null for the newest
 */
record OperationFilter(
        @Nullable String environment,
        @Nullable OperationState state,
        @Nullable String type,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable UUID before) {
    static final OperationFilter NONE = new OperationFilter(null, null, null, null, null, null);

    /** The same order, which the indexes of environments and states have. */
    private static final String FILTERED = "((id::text) COLLATE \"C\")";

    OperationFilter of(String name) {
        return new OperationFilter(name, state, type, from, to, before);
    }

    OperationFilter in(OperationState other) {
        return new OperationFilter(environment, other, type, from, to, before);
    }

    OperationFilter before(UUID id) {
        return new OperationFilter(environment, state, type, from, to, id);
    }

    /** What is sorted by, as an index has it. */
    String order() {
        return environment == null && state == null ? "id" : FILTERED;
    }

    /** Only conditions that there are: for a parameter that may be null PostgreSQL uses no index. */
    Map<String, Object> conditions() {
        Map<String, Object> conditions = new LinkedHashMap<>();
        put(conditions, "environment = ?", environment);
        put(conditions, "state = ?", state == null ? null : state.name());
        put(conditions, "type = ?", type);
        // Ids begin with the time, so that their index finds the place.
        put(conditions, order() + " >= ?", from == null ? null : id(first(from)));
        put(conditions, order() + " < ?", to == null ? null : id(first(to)));
        put(conditions, "(" + order() + ") < ?", before == null ? null : id(before));
        return conditions;
    }

    private static void put(Map<String, Object> conditions, String condition, @Nullable Object value) {
        if (value != null) {
            conditions.put(condition, value);
        }
    }

    private Object id(UUID id) {
        return order().equals("id") ? id : id.toString();
    }

    /** The lowest id of a time. */
    private static UUID first(Instant time) {
        long millis = Math.min(Math.max(time.toEpochMilli(), 0), 0xFFFF_FFFF_FFFFL);
        return new UUID(millis << 16, 0);
    }
}
