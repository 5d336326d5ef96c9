package dev.migrationcontrol.operation;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes operations in the control database; every change of a claimed one names its attempt. */
@Singleton
final class OperationStore {
    private static final String UNIQUE_VIOLATION = "23505";

    private final AgroalDataSource control;
    private final OperationReader reader;
    private final StepStore steps;
    private final StoredJson json;
    private final StateListeners listeners;
    private final Clock clock;

    OperationStore(
            AgroalDataSource control, OperationReader reader, StepStore steps, StateListeners listeners, Clock clock) {
        this.control = control;
        this.reader = reader;
        this.steps = steps;
        this.json = steps.json();
        this.listeners = listeners;
        this.clock = clock;
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
    boolean insert(NewOperation operation, InTransaction together) {
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
                statement.setObject(7, now());
                statement.executeUpdate();
                together.with(connection);
                changed(connection, operation, OperationState.QUEUED);
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
    void insertFinished(NewOperation operation) {
        String sql =
                "INSERT INTO operation (id, type, environment, requested_by, reason, request, created_at, started_at,"
                        + " finished_at, state, progress) VALUES (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, 'SUCCEEDED', ?::jsonb)";
        inTransaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setObject(1, operation.id());
                statement.setString(2, operation.type());
                statement.setString(3, operation.environment());
                statement.setString(4, operation.requestedBy());
                statement.setString(5, operation.reason());
                statement.setString(6, json.write(operation.request()));
                for (int i = 7; i <= 9; i++) {
                    statement.setObject(i, now());
                }
                statement.setString(10, json.write(new Progress(0, 0, null)));
                statement.executeUpdate();
            }
            changed(connection, operation, OperationState.QUEUED);
            changed(connection, operation, OperationState.SUCCEEDED);
            return true;
        });
    }

    /**
     * Takes an operation for one more attempt.
     *
     * @return the operation as it was before, with its new attempt number; empty when it has ended
     */
    Optional<Operation> claim(UUID id) {
        return inTransaction(connection -> {
            Optional<Operation> before = reader.find(connection, id);
            String sql = "UPDATE operation SET state = 'RUNNING', attempt = attempt + 1,"
                    + " started_at = coalesce(started_at, ?) WHERE id = ? AND state IN ('QUEUED', 'RUNNING')"
                    + " AND attempt = ?";
            if (before.isEmpty()) {
                return before;
            }
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setObject(1, now());
                statement.setObject(2, id);
                statement.setInt(3, before.get().attempt());
                if (statement.executeUpdate() != 1) {
                    return Optional.<Operation>empty();
                }
            }
            if (before.get().state() == OperationState.QUEUED) {
                changed(connection, before.get(), OperationState.RUNNING);
            }
            return before;
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

    /**
     * Ends an operation, with what changed last, in one transaction.
     *
     * @return false when a later attempt has taken over; nothing is changed then
     */
    boolean finish(UUID id, int attempt, Outcome outcome, OperationRun.@Nullable Changes last) {
        return inTransaction(connection -> {
            if (last != null) {
                steps.update(connection, id, attempt, last);
            }
            boolean finished = finish(connection, id, attempt, outcome, last);
            Optional<Operation> ended = finished ? reader.find(connection, id) : Optional.empty();
            if (ended.isPresent()) {
                changed(connection, ended.get(), outcome.state());
            }
            return finished;
        });
    }

    private <T> T inTransaction(ControlDatabase.Call<T> work) {
        return ControlDatabase.call(control, connection -> {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        });
    }

    private void changed(Connection transaction, NewOperation operation, OperationState state) throws SQLException {
        listeners.changed(
                transaction,
                new StateChange(operation.id(), operation.type(), operation.environment(), state, clock.instant()));
    }

    private void changed(Connection transaction, Operation operation, OperationState state) throws SQLException {
        listeners.changed(
                transaction,
                new StateChange(operation.id(), operation.type(), operation.environment(), state, clock.instant()));
    }

    private boolean finish(
            Connection connection, UUID id, int attempt, Outcome outcome, OperationRun.@Nullable Changes last)
            throws SQLException {
        Map<String, Object> result = outcome instanceof Outcome.Succeeded succeeded ? succeeded.result() : null;
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE operation SET state = ?, finished_at = ?, failure = ?::jsonb, result = ?::jsonb,"
                        + " progress = coalesce(?::jsonb, progress) WHERE id = ? AND attempt = ? AND state = 'RUNNING'")) {
            statement.setString(1, outcome.state().name());
            statement.setObject(2, now());
            statement.setString(3, json.writeNullable(outcome.failure()));
            statement.setString(4, json.writeNullable(result));
            statement.setString(5, last == null ? null : json.write(last.progress()));
            statement.setObject(6, id);
            statement.setInt(7, attempt);
            return statement.executeUpdate() == 1;
        }
    }

    static Optional<Instant> instant(ResultSet result, String column) throws SQLException {
        return Optional.ofNullable(result.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
