package dev.migrationcontrol.operation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.control.ControlDatabase;
import dev.migrationcontrol.control.StoredJson;
import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.operation.state.OperationState;
import dev.migrationcontrol.operation.state.PlannedStep;
import dev.migrationcontrol.operation.state.Step;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks operations up in the control database. */
@Singleton
final class OperationReader {
    private static final String COMMON = "id, type, environment, state, requested_by, reason, created_at, started_at,"
            + " finished_at, attempt, progress, failure, cancellation, ";
    private static final String COLUMNS = COMMON + "request, result";

    /** Members of a kilobyte and more are left out by the server, so that a list of large manifests is none here. */
    private static final String BRIEF = COMMON + brief("request") + ", " + brief("result");

    private final AgroalDataSource control;
    private final StepStore steps;
    private final StoredJson json;

    OperationReader(AgroalDataSource control, StepStore steps, ObjectMapper mapper) {
        this.control = control;
        this.steps = steps;
        this.json = new StoredJson(mapper);
    }

    /**
     * What a caller may view.
     *
     * @param environments whose operations
     * @param caller whose operations on no environment
     */
    record Visible(Set<String> environments, String caller) {}

    /** The id of the operation that is active on an environment. */
    Optional<UUID> findActive(String environment) {
        return Optional.ofNullable(active().get(environment));
    }

    /** The active operation of every environment that has one. */
    Map<String, UUID> active() {
        return ControlDatabase.call(control, connection -> {
            Map<String, UUID> active = new HashMap<>();
            String sql = "SELECT environment, id FROM operation WHERE state IN ('QUEUED', 'RUNNING')"
                    + " AND NOT waiting AND environment IS NOT NULL";
            try (PreparedStatement statement = connection.prepareStatement(sql);
                    ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    active.put(result.getString(1), result.getObject(2, UUID.class));
                }
            }
            return active;
        });
    }

    /** The id and state of the newest operation of each of these environments, empty before the first; none of one at work. */
    Map<String, String> resting(Collection<String> environments) {
        String sql =
                "SELECT e.name, coalesce((SELECT o.id || ' ' || o.state FROM operation o WHERE o.environment = e.name"
                        + " ORDER BY (o.id::text COLLATE \"C\") DESC LIMIT 1), '') FROM unnest(?) AS e (name) WHERE NOT EXISTS"
                        + " (SELECT FROM operation a WHERE a.environment = e.name AND a.state IN ('QUEUED', 'RUNNING'))";
        return ControlDatabase.call(control, connection -> {
            Map<String, String> newest = new HashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setArray(1, connection.createArrayOf("text", environments.toArray()));
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        newest.put(result.getString(1), result.getString(2));
                    }
                }
            }
            return newest;
        });
    }

    /** Whether it has ended, or is not known any more; cheaper than to read it with its steps. */
    boolean hasEnded(UUID id) {
        return ControlDatabase.call(control, connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT FROM operation WHERE id = ? AND finished_at IS NULL")) {
                statement.setObject(1, id);
                try (ResultSet result = statement.executeQuery()) {
                    return !result.next();
                }
            }
        });
    }

    /** The environment that an operation works on; null when it works on none, or there is no such operation. */
    @Nullable
    String environment(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT environment FROM operation WHERE id = ?")) {
            statement.setObject(1, id);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? result.getString(1) : null;
            }
        }
    }

    Optional<Operation> find(UUID id) {
        return ControlDatabase.call(control, connection -> find(connection, id));
    }

    Optional<Operation> find(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT " + COLUMNS + " FROM operation WHERE id = ?")) {
            statement.setObject(1, id);
            Optional<Operation> found = read(statement).stream().findFirst();
            return found.isEmpty() || found.get().attempt() == 0 // before the first attempt nothing is planned
                    ? found
                    : Optional.of(found.get().withSteps(steps.read(connection, id)));
        }
    }

    /** Its steps as they were planned. */
    List<PlannedStep> planned(UUID id) {
        return ControlDatabase.call(control, connection -> steps.plan(connection, id));
    }

    /**
     * The newest operations first, without their steps.
     *
     * @param visible what the caller may view; null for everything
     */
    List<OperationSummary> list(OperationFilter filter, int limit, @Nullable Visible visible) {
        Map<String, Object> conditions = filter.conditions();
        if (visible != null) {
            conditions.put("(environment = ANY (?) OR environment IS NULL AND requested_by = ?)", visible);
        }
        String sql = "SELECT " + BRIEF + " FROM operation"
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions.keySet()))
                + " ORDER BY " + filter.order() + " DESC LIMIT " + limit;
        return ControlDatabase.call(control, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                int at = 1;
                for (Object value : conditions.values()) {
                    if (value instanceof Visible seen) {
                        statement.setArray(
                                at++,
                                connection.createArrayOf(
                                        "text", seen.environments().toArray()));
                        statement.setString(at++, seen.caller());
                    } else {
                        statement.setObject(at++, value);
                    }
                }
                return read(statement).stream().map(OperationSummary::of).toList();
            }
        });
    }

    private static String brief(String column) {
        return "CASE WHEN octet_length(" + column + "::text) < 1000 THEN " + column + " ELSE (SELECT"
                + " coalesce(jsonb_object_agg(m.key, m.value), '{}') FROM jsonb_each(" + column
                + ") AS m WHERE octet_length(m.value::text) < 1000) END AS " + column;
    }

    private List<Operation> read(PreparedStatement statement) throws SQLException {
        List<Operation> operations = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                operations.add(operation(result, List.of()));
            }
        }
        return operations;
    }

    private Operation operation(ResultSet result, List<Step> ownSteps) throws SQLException {
        UUID id = result.getObject("id", UUID.class);
        return new Operation(
                id,
                result.getString("type"),
                result.getString("environment"),
                OperationState.valueOf(result.getString("state")),
                result.getString("requested_by"),
                result.getString("reason"),
                json.map(result.getString("request")),
                OperationStore.instant(result, "created_at").orElseThrow(),
                OperationStore.instant(result, "started_at").orElse(null),
                OperationStore.instant(result, "finished_at").orElse(null),
                result.getInt("attempt"),
                progress(result.getString("progress")),
                ownSteps,
                json.nullableMap(result.getString("result")),
                json.read(result.getString("failure"), Failure.class),
                json.read(result.getString("cancellation"), Cancellation.class),
                Operation.Links.of(id));
    }

    private @Nullable Progress progress(@Nullable String stored) {
        Progress progress = json.read(stored, Progress.class);
        return progress == null ? null : progress.at(Instant.now());
    }
}
