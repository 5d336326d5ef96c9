package dev.migrationcontrol.operation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks operations up in the control database. */
@Singleton
final class OperationReader {
    private static final String COLUMNS = "id, type, environment, state, requested_by, reason, request, created_at,"
            + " started_at, finished_at, attempt, progress, result, failure,"
            + " cancellation";

    private final AgroalDataSource control;
    private final StepStore steps;
    private final StoredJson json;

    OperationReader(AgroalDataSource control, StepStore steps, ObjectMapper mapper) {
        this.control = control;
        this.steps = steps;
        this.json = new StoredJson(mapper);
    }

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

    /** Whether it has ended; cheaper than to read it with its steps. */
    boolean hasEnded(UUID id) {
        return ControlDatabase.call(control, connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT FROM operation WHERE id = ? AND finished_at IS NOT NULL")) {
                statement.setObject(1, id);
                try (ResultSet result = statement.executeQuery()) {
                    return result.next();
                }
            }
        });
    }

    Optional<Operation> find(UUID id) {
        return ControlDatabase.call(control, connection -> find(connection, id));
    }

    Optional<Operation> find(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT " + COLUMNS + " FROM operation WHERE id = ?")) {
            statement.setObject(1, id);
            List<Operation> found = read(connection, statement);
            return found.stream().findFirst();
        }
    }

    /**
     * The newest operations first.
     *
     * @param before only operations older than this one; null for the newest
     */
    List<Operation> list(
            @Nullable String environment, @Nullable OperationState state, @Nullable UUID before, int limit) {
        String sql = "SELECT " + COLUMNS + " FROM operation WHERE (?::text IS NULL OR environment = ?)"
                + " AND (?::text IS NULL OR state = ?) AND (?::uuid IS NULL OR id < ?) ORDER BY id DESC LIMIT ?";
        return ControlDatabase.call(control, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, environment);
                statement.setString(2, environment);
                statement.setString(3, state == null ? null : state.name());
                statement.setString(4, state == null ? null : state.name());
                statement.setObject(5, before);
                statement.setObject(6, before);
                statement.setInt(7, limit);
                return read(connection, statement);
            }
        });
    }

    private List<Operation> read(Connection connection, PreparedStatement statement) throws SQLException {
        List<Operation> operations = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                operations.add(operation(result, List.of()));
            }
        }
        List<UUID> ids = operations.stream().map(Operation::id).toList();
        Map<UUID, List<Step>> stepsById = steps.read(connection, ids);
        return operations.stream()
                .map(operation -> operation.withSteps(stepsById.getOrDefault(operation.id(), List.of())))
                .toList();
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
                json.read(result.getString("progress"), Progress.class),
                ownSteps,
                json.nullableMap(result.getString("result")),
                json.read(result.getString("failure"), Failure.class),
                json.read(result.getString("cancellation"), Cancellation.class),
                Operation.Links.of(id));
    }
}
