package dev.migrationcontrol.operation;

import dev.migrationcontrol.control.ControlDatabase;
import dev.migrationcontrol.environment.ForExecution;
import dev.migrationcontrol.operation.state.Deaths;
import dev.migrationcontrol.operation.state.OperationState;
import dev.migrationcontrol.operation.state.Outcome;
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

/** Changes what replicas do in the control database; every change of a claimed operation names its attempt. */
@Singleton
final class OperationStore {
    private final AgroalDataSource control;
    private final OperationReader reader;
    private final RunStore runs;
    private final Transitions transitions;
    private final Clock clock;

    OperationStore(
            @ForExecution AgroalDataSource control,
            OperationReader reader,
            RunStore runs,
            Transitions transitions,
            Clock clock) {
        this.control = control;
        this.reader = reader;
        this.runs = runs;
        this.transitions = transitions;
        this.clock = clock;
    }

    /**
     * Takes an operation for one more attempt.
     *
     * @return empty when it has ended
     */
    Optional<Claim> claim(UUID id) {
        return ControlDatabase.inTransaction(control, connection -> {
            Optional<Operation> before = reader.find(connection, id);
            OffsetDateTime now = now();
            Optional<Deaths> deaths = before.isEmpty() ? Optional.empty() : claim(connection, before.get(), now);
            if (deaths.isEmpty()) {
                return Optional.empty();
            }
            transitions.record(
                    connection,
                    before.get(),
                    OperationState.RUNNING,
                    Map.of("attempt", before.get().attempt() + 1));
            return Optional.of(new Claim(before.get().begun(now.toInstant()), deaths.get()));
        });
    }

    /**
     * A claimed operation.
     *
     * @param before as it was before, with the number of its last attempt
     */
    record Claim(Operation before, Deaths deaths) {}

    /** One that was running until now was not handed over: its replica died. */
    private Optional<Deaths> claim(Connection transaction, Operation before, OffsetDateTime now) throws SQLException {
        String sql = """
                UPDATE operation
                   SET deaths = deaths + (state = 'RUNNING')::int,
                       early_deaths = early_deaths + (state = 'RUNNING' AND NOT begun)::int,
                       unplaced_death = unplaced_death OR (state = 'RUNNING' AND begun),
                       begun = false, state = 'RUNNING', attempt = attempt + 1, started_at = coalesce(started_at, ?)
                 WHERE id = ? AND state IN ('QUEUED', 'RUNNING') AND NOT waiting AND attempt = ?
                RETURNING deaths, early_deaths""";
        try (PreparedStatement statement = transaction.prepareStatement(sql)) {
            statement.setObject(1, now);
            statement.setObject(2, before.id());
            statement.setInt(3, before.attempt());
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.of(new Deaths(result.getInt(1), result.getInt(2))) : Optional.empty();
            }
        }
    }

    /**
     * Ends an operation, or hands it over, with what changed last, in one transaction.
     *
     * @return false when a later attempt has taken over; nothing is changed then
     */
    boolean finish(UUID id, int attempt, Outcome outcome, OperationRun.@Nullable Changes last) {
        return ControlDatabase.inTransaction(control, connection -> {
            if (outcome.state().isFinished()) {
                Queue.lock(connection, reader.environment(connection, id));
            }
            if (last != null) {
                runs.update(connection, id, attempt, last);
            }
            if (!finish(connection, id, attempt, outcome)) {
                return false;
            }
            Operation ended = reader.find(connection, id).orElseThrow();
            if (outcome.state().isFinished()) {
                OperationTask.remove(connection, id);
                Queue.advance(connection, ended.environment(), clock.instant());
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
