package dev.migrationcontrol.operation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.control.ControlDatabase;
import dev.migrationcontrol.control.StoredJson;
import dev.migrationcontrol.operation.idempotency.IdempotencyKeyStore;
import dev.migrationcontrol.operation.idempotency.IdempotencyKeyStore.KeyedRequest;
import dev.migrationcontrol.operation.state.Event;
import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.operation.state.Notice;
import dev.migrationcontrol.operation.state.OperationState;
import dev.migrationcontrol.operation.state.StepSummary;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cancels operations in the control database: what has not begun ends there; what runs is asked to end. */
@Singleton
final class CancellationStore {
    private final AgroalDataSource control;
    private final OperationReader reader;
    private final EventStore events;
    private final Transitions transitions;
    private final OperationJournal journal;
    private final IdempotencyKeyStore keys;
    private final StoredJson json;

    CancellationStore(
            AgroalDataSource control,
            OperationReader reader,
            EventStore events,
            Transitions transitions,
            OperationJournal journal,
            IdempotencyKeyStore keys,
            ObjectMapper mapper) {
        this.control = control;
        this.reader = reader;
        this.events = events;
        this.transitions = transitions;
        this.journal = journal;
        this.keys = keys;
        this.json = new StoredJson(mapper);
    }

    /**
     * Cancels an operation that has not ended; the first request is the one that is kept.
     *
     * @param key null when the request has none
     * @return false when it has ended already; nothing is changed then
     */
    boolean cancel(UUID id, Cancellation cancellation, @Nullable KeyedRequest key) {
        return ControlDatabase.inTransaction(control, connection -> {
            Queue.lock(connection, reader.environment(connection, id));
            if (!mark(connection, id, cancellation)) {
                return false;
            }
            if (key != null) {
                keys.bind(connection, key, id);
            }
            tell(connection, id, cancellation);
            Operation operation = reader.find(connection, id).orElseThrow();
            boolean queued = operation.state() == OperationState.QUEUED;
            Failure failure = StepSummary.cancelled(operation.steps(), null);
            if (queued) {
                end(connection, operation, failure);
            }
            journal.cancelled(connection, operation, cancellation);
            if (queued) {
                Operation ended = reader.find(connection, id).orElseThrow();
                transitions.record(connection, ended, OperationState.CANCELLED, Map.of("failure", failure));
            }
            return true;
        });
    }

    /** The update keeps a replica from claiming it before this transaction ends. */
    private boolean mark(Connection transaction, UUID id, Cancellation cancellation) throws SQLException {
        String sql = "UPDATE operation SET cancellation = coalesce(cancellation, ?::jsonb)"
                + " WHERE id = ? AND state IN ('QUEUED', 'RUNNING')";
        try (PreparedStatement statement = transaction.prepareStatement(sql)) {
            statement.setString(1, json.write(cancellation));
            statement.setObject(2, id);
            return statement.executeUpdate() == 1;
        }
    }

    private void tell(Connection transaction, UUID id, Cancellation cancellation) throws SQLException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("cancellation", cancellation);
        events.append(transaction, id, List.of(new Event(Event.Kind.REMARK, cancellation.requestedAt(), body)));
        try (PreparedStatement statement = transaction.prepareStatement("SELECT pg_notify(?, ?)")) {
            statement.setString(1, Notice.CHANNEL);
            statement.setString(2, Notice.cancel(id));
            statement.execute();
        }
    }

    private void end(Connection transaction, Operation queued, Failure failure) throws SQLException {
        String sql = "UPDATE operation SET state = 'CANCELLED', waiting = false, finished_at = ?, failure = ?::jsonb"
                + " WHERE id = ?";
        try (PreparedStatement statement = transaction.prepareStatement(sql)) {
            statement.setObject(
                    1,
                    Objects.requireNonNull(queued.cancellation()).requestedAt().atOffset(ZoneOffset.UTC));
            statement.setString(2, json.write(failure));
            statement.setObject(3, queued.id());
            statement.executeUpdate();
        }
        try (PreparedStatement statement = transaction.prepareStatement(
                "UPDATE operation_step SET state = 'NOT_RUN' WHERE operation_id = ? AND state = 'PENDING'")) {
            statement.setObject(1, queued.id());
            statement.executeUpdate();
        }
        Queue.advance(
                transaction,
                queued.environment(),
                Objects.requireNonNull(queued.cancellation()).requestedAt());
    }
}
