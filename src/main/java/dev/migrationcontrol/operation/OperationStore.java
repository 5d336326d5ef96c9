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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes what executors do in the control database; every change of a claimed operation names its attempt. */
@Singleton
final class OperationStore {
    private final AgroalDataSource control;
    private final OperationReader reader;
    private final RunStore runs;
    private final Transitions transitions;
    private final Clock clock;

    OperationStore(
            AgroalDataSource control, OperationReader reader, RunStore runs, Transitions transitions, Clock clock) {
        this.control = control;
        this.reader = reader;
        this.runs = runs;
        this.transitions = transitions;
        this.clock = clock;
    }

    /**
     * Takes an operation for one more attempt.
     *
     * @return the operation as it was before, with its new attempt number; empty when it has ended
     */
    Optional<Operation> claim(UUID id) {
        return ControlDatabase.inTransaction(control, connection -> {
            Optional<Operation> before = reader.find(connection, id);
            if (before.isEmpty() || !claim(connection, before.get())) {
                return Optional.empty();
            }
            transitions.record(
                    connection,
                    before.get(),
                    OperationState.RUNNING,
                    Map.of("attempt", before.get().attempt() + 1));
            return before;
        });
    }

    private boolean claim(Connection transaction, Operation before) throws SQLException {
        String sql = "UPDATE operation SET state = 'RUNNING', attempt = attempt + 1,"
                + " started_at = coalesce(started_at, ?) WHERE id = ? AND state IN ('QUEUED', 'RUNNING')"
                + " AND NOT waiting AND attempt = ?";
        try (PreparedStatement statement = transaction.prepareStatement(sql)) {
            statement.setObject(1, now());
            statement.setObject(2, before.id());
            statement.setInt(3, before.attempt());
            return statement.executeUpdate() == 1;
        }
    }

    /**
     * Ends an operation, or hands it over, with what changed last, in one transaction.
     *
     * @return false when a later attempt has taken over; nothing is changed then
     */
    boolean finish(UUID id, int attempt, Outcome outcome, OperationRun.@Nullable Changes last) {
        return ControlDatabase.inTransaction(control, connection -> {
            if (last != null) {
                runs.update(connection, id, attempt, last);
            }
            if (!finish(connection, id, attempt, outcome)) {
                return false;
            }
            Operation ended = reader.find(connection, id).orElseThrow();
            if (outcome.state().isFinished()) {
                Queue.advance(connection, ended.environment());
            }
            transitions.record(connection, ended, outcome.state(), facts(outcome, attempt));
            return true;
        });
    }

    private static Map<String, Object> facts(Outcome outcome, int attempt) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("attempt", attempt);
        if (outcome.failure() != null) {
            facts.put("failure", outcome.failure());
        }
        if (outcome instanceof Outcome.HandedOver) {
            facts.put("handedOver", true);
        }
        return facts;
    }

    private boolean finish(Connection transaction, UUID id, int attempt, Outcome outcome) throws SQLException {
        try (PreparedStatement statement = transaction.prepareStatement(
                "UPDATE operation SET state = ?, finished_at = ?, failure = ?::jsonb, result = ?::jsonb"
                        + " WHERE id = ? AND attempt = ? AND state = 'RUNNING'")) {
            statement.setString(1, outcome.state().name());
            statement.setObject(2, outcome.state().isFinished() ? now() : null);
            statement.setString(3, runs.json().writeNullable(outcome.failure()));
            statement.setString(4, runs.json().writeNullable(outcome.result()));
            statement.setObject(5, id);
            statement.setInt(6, attempt);
            return statement.executeUpdate() == 1;
        }
    }

    /** What someone else wants of a running attempt. */
    enum Contact {
        /** It is still the one. */
        OURS,
        /** It is the one, and someone wants it to end. */
        CANCELLED,
        /** A later attempt has taken over, or the operation has ended. */
        OVERTAKEN
    }

    /** Looks whether these attempts are still the ones. */
    Map<UUID, Contact> contact(List<OperationRun> runs) {
        String sql = """
                SELECT r.id, CASE WHEN o.attempt IS DISTINCT FROM r.attempt OR o.state <> 'RUNNING' THEN 'OVERTAKEN'
                                  WHEN o.cancellation IS NOT NULL THEN 'CANCELLED' ELSE 'OURS' END
                  FROM unnest(?::uuid[], ?::int[]) AS r (id, attempt) LEFT JOIN operation o ON o.id = r.id""";
        return ControlDatabase.call(control, connection -> {
            Map<UUID, Contact> contacts = new LinkedHashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                Object[] ids = runs.stream().map(run -> run.operation().id()).toArray();
                Object[] attempts = runs.stream().map(OperationRun::attempt).toArray();
                statement.setArray(1, connection.createArrayOf("uuid", ids));
                statement.setArray(2, connection.createArrayOf("int", attempts));
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        contacts.put(result.getObject(1, UUID.class), Contact.valueOf(result.getString(2)));
                    }
                }
            }
            return contacts;
        });
    }

    static Optional<Instant> instant(ResultSet result, String column) throws SQLException {
        return Optional.ofNullable(result.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
