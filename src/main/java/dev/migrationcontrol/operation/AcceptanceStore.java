package dev.migrationcontrol.operation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.control.ControlDatabase;
import dev.migrationcontrol.control.StoredJson;
import dev.migrationcontrol.operation.idempotency.IdempotencyKeyStore;
import dev.migrationcontrol.operation.idempotency.IdempotencyKeyStore.KeyedRequest;
import dev.migrationcontrol.operation.state.OperationState;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts new operations into the control database: with their task, their key, their place in the queue, all or nothing. */
@Singleton
final class AcceptanceStore {
    private static final String UNIQUE_VIOLATION = "23505";

    private final AgroalDataSource control;
    private final IdempotencyKeyStore keys;
    private final Transitions transitions;
    private final StoredJson json;
    private final Clock clock;

    AcceptanceStore(
            AgroalDataSource control,
            IdempotencyKeyStore keys,
            Transitions transitions,
            ObjectMapper mapper,
            Clock clock) {
        this.control = control;
        this.keys = keys;
        this.transitions = transitions;
        this.json = new StoredJson(mapper);
        this.clock = clock;
    }

    /** What became of an insertion. */
    enum Insertion {
        /** It is there, and due. */
        DUE,
        /** It is there, and waits for another operation on its environment. */
        WAITING,
        /** Nothing was inserted: another operation is active on the environment. */
        BUSY,
        /** Nothing was inserted: too many wait already. */
        FULL,
        /** Nothing was inserted: the key belongs to an operation already. */
        KNOWN
    }

    /**
     * Inserts an operation.
     *
     * @param key null when the request has none
     * @param queueLimit how many may wait for the active one to end; null when none may
     */
    Insertion insert(NewOperation operation, @Nullable KeyedRequest key, @Nullable Integer queueLimit) {
        return transaction(connection -> {
            String environment = operation.environment();
            boolean waits = false;
            if (queueLimit != null && environment != null) {
                Queue.lock(connection, environment);
                int length = Queue.length(connection, environment);
                if (length > queueLimit) {
                    return Insertion.FULL;
                }
                waits = length > 0;
            }
            if (key != null && !keys.bind(connection, key, operation.id())) {
                return Insertion.KNOWN;
            }
            insert(connection, operation, waits);
            if (!waits) {
                OperationTask.schedule(connection, operation.id(), clock.instant());
            }
            transitions.record(connection, operation.accepted(clock.instant()), OperationState.QUEUED, facts(waits));
            return waits ? Insertion.WAITING : Insertion.DUE;
        });
    }

    /** Inserts an operation that ended as it began, because there was nothing to do. */
    Insertion insertFinished(NewOperation operation, @Nullable KeyedRequest key) {
        return transaction(connection -> {
            if (key != null && !keys.bind(connection, key, operation.id())) {
                return Insertion.KNOWN;
            }
            insert(connection, operation, false);
            String sql = "UPDATE operation SET started_at = created_at, finished_at = created_at, state = 'SUCCEEDED',"
                    + " progress = ?::jsonb WHERE id = ?";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, json.write(new Progress(0, 0, null, null)));
                statement.setObject(2, operation.id());
                statement.executeUpdate();
            }
            Operation accepted = operation.accepted(clock.instant());
            transitions.record(connection, accepted, OperationState.QUEUED, facts(false));
            transitions.record(connection, accepted, OperationState.SUCCEEDED, Map.of());
            return Insertion.DUE;
        });
    }

    private static Map<String, Object> facts(boolean waits) {
        return waits ? Map.of("waiting", true) : Map.of();
    }

    private void insert(Connection transaction, NewOperation operation, boolean waits) throws SQLException {
        String sql = "INSERT INTO operation (id, type, environment, requested_by, reason, request, created_at, waiting,"
                + " granted) VALUES (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)";
        try (PreparedStatement statement = transaction.prepareStatement(sql)) {
            statement.setObject(1, operation.id());
            statement.setString(2, operation.type());
            statement.setString(3, operation.environment());
            statement.setString(4, operation.requestedBy());
            statement.setString(5, operation.reason());
            statement.setString(6, json.write(operation.request()));
            statement.setObject(7, clock.instant().atOffset(ZoneOffset.UTC));
            statement.setBoolean(8, waits);
            statement.setArray(
                    9, transaction.createArrayOf("text", operation.granted().toArray()));
            statement.executeUpdate();
        }
    }

    private Insertion transaction(ControlDatabase.Call<Insertion> work) {
        return ControlDatabase.inTransaction(
                control,
                connection -> {
                    try {
                        return work.on(connection);
                    } catch (SQLException e) {
                        if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                            return Insertion.BUSY;
                        }
                        throw e;
                    }
                },
                insertion -> insertion == Insertion.DUE || insertion == Insertion.WAITING);
    }
}
