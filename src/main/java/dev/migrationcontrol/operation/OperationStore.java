package dev.migrationcontrol.operation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The operations in the control database. */
@Singleton
final class OperationStore {
    private static final String COLUMNS = "id, type, environment, state, requested_by, reason, request, created_at,"
            + " started_at, finished_at, attempt, progress, result, failure";
    private static final String UNIQUE_VIOLATION = "23505";

    private final AgroalDataSource control;
    private final StepStore steps;
    private final StoredJson json;

    OperationStore(AgroalDataSource control, StepStore steps, ObjectMapper mapper) {
        this.control = control;
        this.steps = steps;
        this.json = new StoredJson(mapper);
    }

    /** What is done in the transaction that inserts an operation. */
    interface InTransaction {
        void with(Connection connection);
    }

    /** A new operation; an id and times are given to it here. */
    record NewOperation(
            UUID id,
            String type,
            String environment,
            String requestedBy,
            @Nullable String reason,
            Map<String, Object> request) {}

    /**
     * Inserts an operation together with what must be true as soon as it exists.
     *
     * @return false when another operation is active on the environment; nothing is inserted then
     */
    boolean insert(NewOperation operation, Instant now, InTransaction together) {
        String sql = "INSERT INTO operation (id, type, environment, requested_by, reason, request, created_at)"
                + " VALUES (?, ?, ?, ?, ?, ?::jsonb, ?)";
        return ControlDatabase.call(control, connection -> {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setObject(1, operation.id());
                statement.setString(2, operation.type());
                statement.setString(3, operation.environment());
                statement.setString(4, operation.requestedBy());
                statement.setString(5, operation.reason());
                statement.setString(6, json.write(operation.request()));
                statement.setObject(7, offset(now));
                statement.executeUpdate();
                together.with(connection);
                connection.commit();
                return true;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                if (e instanceof SQLException error && UNIQUE_VIOLATION.equals(error.getSQLState())) {
                    return false;
                }
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        });
    }

    /** Inserts an operation that ended as it began, because there was nothing to do. */
    void insertFinished(NewOperation operation, Instant now) {
        String sql =
                "INSERT INTO operation (id, type, environment, requested_by, reason, request, created_at, started_at,"
                        + " finished_at, state, progress) VALUES (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, 'SUCCEEDED', ?::jsonb)";
        ControlDatabase.call(control, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setObject(1, operation.id());
                statement.setString(2, operation.type());
                statement.setString(3, operation.environment());
                statement.setString(4, operation.requestedBy());
                statement.setString(5, operation.reason());
                statement.setString(6, json.write(operation.request()));
                for (int i = 7; i <= 9; i++) {
                    statement.setObject(i, offset(now));
                }
                statement.setString(10, json.write(new Progress(0, 0, null)));
                return statement.executeUpdate();
            }
        });
    }

    /** The id of the operation that is active on an environment. */
    Optional<UUID> findActive(String environment) {
        return Optional.ofNullable(active().get(environment));
    }

    /** The active operation of every environment that has one. */
    Map<String, UUID> active() {
        return ControlDatabase.call(control, connection -> {
            Map<String, UUID> active = new HashMap<>();
            String sql = "SELECT environment, id FROM operation WHERE state IN ('QUEUED', 'RUNNING')";
            try (PreparedStatement statement = connection.prepareStatement(sql);
                    ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    active.put(result.getString(1), result.getObject(2, UUID.class));
                }
            }
            return active;
        });
    }

    Optional<Operation> find(UUID id) {
        return ControlDatabase.call(control, connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT " + COLUMNS + " FROM operation WHERE id = ?")) {
                statement.setObject(1, id);
                List<Operation> found = read(connection, statement);
                return found.stream().findFirst();
            }
        });
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

    /**
     * Takes an operation for one more attempt.
     *
     * @return the operation as it was before, with its new attempt number; empty when it has ended
     */
    Optional<Operation> claim(UUID id, Instant now) {
        return ControlDatabase.call(control, connection -> {
            Optional<Operation> before = find(id);
            String sql = "UPDATE operation SET state = 'RUNNING', attempt = attempt + 1,"
                    + " started_at = coalesce(started_at, ?) WHERE id = ? AND state IN ('QUEUED', 'RUNNING')"
                    + " AND attempt = ?";
            if (before.isEmpty()) {
                return before;
            }
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setObject(1, offset(now));
                statement.setObject(2, id);
                statement.setInt(3, before.get().attempt());
                return statement.executeUpdate() == 1 ? before : Optional.<Operation>empty();
            }
        });
    }

    void storePlan(UUID id, int attempt, List<PlannedStep> planned) {
        ControlDatabase.call(control, connection -> {
            steps.insert(connection, id, attempt, planned);
            return true;
        });
    }

    /** The ranks that the history rows of an operation's steps have once they are done. */
    List<Integer> historyRanks(UUID id) {
        return ControlDatabase.call(control, connection -> steps.historyRanks(connection, id));
    }

    /** Writes what changed; changes nothing when a later attempt has taken over. */
    void update(UUID id, int attempt, OperationRun.Changes changes) {
        ControlDatabase.call(control, connection -> {
            steps.update(connection, id, attempt, changes);
            try (PreparedStatement statement = connection.prepareStatement(
                    "UPDATE operation SET progress = ?::jsonb WHERE id = ? AND attempt = ? AND state = 'RUNNING'")) {
                statement.setString(1, json.write(changes.progress()));
                statement.setObject(2, id);
                statement.setInt(3, attempt);
                return statement.executeUpdate();
            }
        });
    }

    /** Ends an operation; false when a later attempt has taken over. */
    boolean finish(UUID id, int attempt, Outcome outcome, Instant now) {
        String sql = "UPDATE operation SET state = ?, finished_at = ?, failure = ?::jsonb, result = ?::jsonb"
                + " WHERE id = ? AND attempt = ? AND state = 'RUNNING'";
        Map<String, Object> result = outcome instanceof Outcome.Succeeded succeeded ? succeeded.result() : null;
        return ControlDatabase.call(control, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, outcome.state().name());
                statement.setObject(2, offset(now));
                statement.setString(3, json.writeNullable(outcome.failure()));
                statement.setString(4, json.writeNullable(result));
                statement.setObject(5, id);
                statement.setInt(6, attempt);
                return statement.executeUpdate() == 1;
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
                instant(result, "created_at").orElseThrow(),
                instant(result, "started_at").orElse(null),
                instant(result, "finished_at").orElse(null),
                result.getInt("attempt"),
                json.read(result.getString("progress"), Progress.class),
                ownSteps,
                json.nullableMap(result.getString("result")),
                json.read(result.getString("failure"), Failure.class),
                Operation.Links.of(id));
    }

    static Optional<Instant> instant(ResultSet result, String column) throws SQLException {
        return Optional.ofNullable(result.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    static OffsetDateTime offset(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
