package dev.migrationcontrol.operation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.control.StoredJson;
import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.operation.state.PlannedStep;
import dev.migrationcontrol.operation.state.Step;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The steps of operations in the control database; many steps go in one statement. */
@Singleton
final class StepStore {
    private final StoredJson json;

    StepStore(ObjectMapper mapper) {
        this.json = new StoredJson(mapper);
    }

    /** How the other stores write values, too. */
    StoredJson json() {
        return json;
    }

    /**
     * Stores a plan. The lock on the operation's row makes a replica that takes over wait, and then see it.
     *
     * @return false when a later attempt has taken over; nothing is stored then
     */
    boolean insert(Connection connection, UUID id, int attempt, List<PlannedStep> steps) throws SQLException {
        String sql = """
                WITH o AS (
                    UPDATE operation SET begun = true WHERE id = ? AND attempt = ? AND state = 'RUNNING' RETURNING id)
                INSERT INTO operation_step
                       (operation_id, position, version, description, script, direction, history_rank, checksum)
                SELECT o.id, s.position - 1, s.version, s.description, s.script, s.direction, s.history_rank, s.checksum
                  FROM o,
                       unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::int[])
                         WITH ORDINALITY AS s (version, description, script, direction, history_rank, checksum, position)""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            statement.setInt(2, attempt);
            statement.setArray(3, texts(connection, steps, PlannedStep::version));
            statement.setArray(4, texts(connection, steps, PlannedStep::description));
            statement.setArray(5, texts(connection, steps, PlannedStep::script));
            statement.setArray(
                    6, texts(connection, steps, step -> step.direction().name()));
            statement.setArray(7, texts(connection, steps, step -> Integer.toString(step.historyRank())));
            statement.setArray(8, texts(connection, steps, step -> text(step.checksum())));
            return statement.executeUpdate() == steps.size();
        }
    }

    /** @return how many replicas have died at the step; 0 when a later attempt has taken over */
    int begin(Connection connection, UUID id, int attempt, int position) throws SQLException {
        String sql = """
                WITH o AS MATERIALIZED (
                    SELECT id, unplaced_death FROM operation WHERE id = ? AND attempt = ? AND state = 'RUNNING' FOR UPDATE),
                begun AS (
                    UPDATE operation SET begun = true, unplaced_death = false FROM o WHERE operation.id = o.id)
                UPDATE operation_step s SET deaths = s.deaths + o.unplaced_death::int
                  FROM o WHERE s.operation_id = o.id AND s.position = ? RETURNING s.deaths""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            statement.setInt(2, attempt);
            statement.setInt(3, position);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? result.getInt(1) : 0;
            }
        }
    }

    void update(Connection connection, UUID id, int attempt, OperationRun.Changes changes) throws SQLException {
        if (changes.positions().isEmpty()) {
            return;
        }
        String sql = """
                UPDATE operation_step t
                   SET state = s.state, started_at = s.started_at, duration_ms = s.duration_ms, error = s.error
                  FROM operation o,
                       unnest(?::int[], ?::text[], ?::timestamptz[], ?::bigint[], ?::jsonb[])
                         AS s (position, state, started_at, duration_ms, error)
                 WHERE o.id = ? AND o.attempt = ? AND t.operation_id = o.id AND t.position = s.position""";
        List<Step> steps = changes.steps();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(
                    1, connection.createArrayOf("int", changes.positions().toArray()));
            statement.setArray(2, texts(connection, steps, step -> step.state().name()));
            statement.setArray(3, texts(connection, steps, step -> text(step.startedAt())));
            statement.setArray(4, texts(connection, steps, StepStore::millis));
            statement.setArray(5, texts(connection, steps, step -> json.writeNullable(step.error())));
            statement.setObject(6, id);
            statement.setInt(7, attempt);
            statement.executeUpdate();
        }
    }

    List<Step> read(Connection connection, UUID id) throws SQLException {
        List<Step> steps = new ArrayList<>();
        String sql = "SELECT version, description, script, direction, state, started_at, duration_ms, error"
                + " FROM operation_step WHERE operation_id = ? ORDER BY position";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    steps.add(step(result));
                }
            }
        }
        return steps;
    }

    /** The steps as they were planned, in their order. */
    List<PlannedStep> plan(Connection connection, UUID id) throws SQLException {
        List<PlannedStep> plan = new ArrayList<>();
        String sql = "SELECT version, description, script, direction, history_rank, checksum, outside_statement"
                + " FROM operation_step WHERE operation_id = ? ORDER BY position";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    plan.add(new PlannedStep(
                            result.getString("version"),
                            result.getString("description"),
                            result.getString("script"),
                            Step.Direction.valueOf(result.getString("direction")),
                            result.getInt("history_rank"),
                            result.getObject("checksum", Integer.class),
                            result.getInt("outside_statement")));
                }
            }
        }
        return plan;
    }

    /** @return false when a later attempt has taken over; nothing is written then */
    boolean storeOutsideStatement(Connection connection, UUID id, int attempt, int position, int number)
            throws SQLException {
        String sql = "UPDATE operation_step s SET outside_statement = ?, state = 'RUNNING' FROM operation o"
                + " WHERE o.id = ? AND o.attempt = ? AND o.state = 'RUNNING' AND s.operation_id = o.id AND s.position = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, number);
            statement.setObject(2, id);
            statement.setInt(3, attempt);
            statement.setInt(4, position);
            return statement.executeUpdate() == 1;
        }
    }

    private Step step(ResultSet result) throws SQLException {
        long millis = result.getLong("duration_ms");
        Duration duration = result.wasNull() ? null : Duration.ofMillis(millis);
        return new Step(
                result.getString("version"),
                result.getString("description"),
                result.getString("script"),
                Step.Direction.valueOf(result.getString("direction")),
                Step.State.valueOf(result.getString("state")),
                OperationStore.instant(result, "started_at").orElse(null),
                duration,
                json.read(result.getString("error"), Failure.class));
    }

    private interface Text<T> {
        @Nullable
        String of(T value);
    }

    private static <T> java.sql.Array texts(Connection connection, List<T> values, Text<T> text) throws SQLException {
        String[] array = new String[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = text.of(values.get(i));
        }
        return connection.createArrayOf("text", array);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable String millis(Step step) {
        return step.duration() == null ? null : Long.toString(step.duration().toMillis());
    }
}
