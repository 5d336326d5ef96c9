package dev.migrationcontrol.webhook;

import dev.migrationcontrol.control.ControlDatabase;
import dev.migrationcontrol.environment.ForExecution;
import dev.migrationcontrol.operation.state.StateChange;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Deliveries in the control database. */
@Singleton
final class DeliveryStore {
    /** What is counted of each state at the most: a list of receivers does not read a million rows. */
    static final int MOST_COUNTED = 10_000;

    private final AgroalDataSource control;
    private final AgroalDataSource execution;

    DeliveryStore(AgroalDataSource control, @ForExecution AgroalDataSource execution) {
        this.control = control;
        this.execution = execution;
    }

    <T> T inTransaction(ControlDatabase.Call<T> work) {
        return ControlDatabase.inTransaction(control, work);
    }

    /**
     * Inserts a delivery that is due at once; when so many wait for the receiver already, one that is given up.
     *
     * @param mostPending how many may wait
     */
    UUID insert(
            Connection transaction, Receiver receiver, String event, StateChange change, String body, int mostPending)
            throws SQLException {
        UUID id = UUID.randomUUID();
        String sql = """
                INSERT INTO webhook_delivery (id, receiver, event, environment, operation_id, body, created_at,
                                              next_attempt_at, state, last_error)
                SELECT ?, ?, ?, ?, ?, ?, ?, CASE WHEN NOT is_full THEN ?::timestamptz END,
                       CASE WHEN is_full THEN 'DEAD' ELSE 'PENDING' END,
                       CASE WHEN is_full THEN 'was not tried, because too many deliveries waited for the receiver' END
                  FROM (SELECT EXISTS (SELECT FROM webhook_delivery
                                        WHERE receiver = ? AND state = 'PENDING' OFFSET ? LIMIT 1) AS is_full) AS queue""";
        try (PreparedStatement statement = transaction.prepareStatement(sql)) {
            statement.setObject(1, id);
            statement.setString(2, receiver.name());
            statement.setString(3, event);
            statement.setString(4, change.environment());
            statement.setObject(5, change.operation());
            statement.setString(6, body);
            statement.setObject(7, utc(change.at()));
            statement.setObject(8, utc(change.at()));
            statement.setString(9, receiver.name());
            statement.setInt(10, mostPending - 1);
            statement.executeUpdate();
        }
        return id;
    }

    Optional<Delivery> find(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT * FROM webhook_delivery WHERE id = ? FOR UPDATE")) {
            statement.setObject(1, id);
            return read(statement).stream().findFirst();
        }
    }

    /** The newest first. */
    List<Delivery> list(String receiver, Delivery.@Nullable State state, @Nullable Long before, int limit) {
        String sql = "SELECT * FROM webhook_delivery WHERE receiver = ?" + (state == null ? "" : " AND state = ?")
                + (before == null ? "" : " AND (-number) > -(?::bigint)") + " ORDER BY (-number) LIMIT " + limit;
        return ControlDatabase.call(control, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                int at = 1;
                statement.setString(at++, receiver);
                if (state != null) {
                    statement.setString(at++, state.name());
                }
                if (before != null) {
                    statement.setLong(at, before);
                }
                return read(statement);
            }
        });
    }

    /** How many deliveries these receivers have in each state, counted up to {@link #MOST_COUNTED}. */
    Map<String, Map<Delivery.State, Long>> counts(List<String> receivers) {
        String sql = """
                SELECT r.name, s.state, (SELECT count(*) FROM (
                           SELECT FROM webhook_delivery d WHERE d.receiver = r.name AND d.state = s.state LIMIT ?) AS counted)
                  FROM unnest(?::text[]) AS r (name), unnest(?::text[]) AS s (state)""";
        return ControlDatabase.call(control, connection -> {
            Map<String, Map<Delivery.State, Long>> counts = new HashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setInt(1, MOST_COUNTED);
                statement.setArray(2, connection.createArrayOf("text", receivers.toArray()));
                statement.setArray(
                        3,
                        connection.createArrayOf(
                                "text",
                                Stream.of(Delivery.State.values())
                                        .map(Enum::name)
                                        .toArray()));
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        counts.computeIfAbsent(result.getString(1), name -> new EnumMap<>(Delivery.State.class))
                                .put(Delivery.State.valueOf(result.getString(2)), result.getLong(3));
                    }
                }
            }
            return counts;
        });
    }

    /** Which of these receivers have a delivery that is due. */
    List<String> due(List<String> receivers, Instant now) {
        String sql = "SELECT r.name FROM unnest(?::text[]) AS r (name) WHERE EXISTS (SELECT FROM webhook_delivery d"
                + " WHERE d.receiver = r.name AND d.state = 'PENDING' AND d.next_attempt_at <= ?)";
        return ControlDatabase.call(execution, connection -> {
            List<String> due = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setArray(1, connection.createArrayOf("text", receivers.toArray()));
                statement.setObject(2, utc(now));
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        due.add(result.getString(1));
                    }
                }
            }
            return due;
        });
    }

    /**
     * Takes the delivery of a receiver that is due longest; no other replica gets it before the lease is over.
     *
     * @param lease until when it is tried
     */
    Optional<Delivery> claim(String receiver, Instant now, Instant lease) {
        String sql = """
                UPDATE webhook_delivery SET next_attempt_at = ? WHERE id = (
                    SELECT id FROM webhook_delivery WHERE receiver = ? AND state = 'PENDING' AND next_attempt_at <= ?
                     ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED)
                RETURNING *""";
        return ControlDatabase.inTransaction(execution, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setObject(1, utc(lease));
                statement.setString(2, receiver);
                statement.setObject(3, utc(now));
                return read(statement).stream().findFirst();
            }
        });
    }

    /** What came of an attempt; nothing is changed when another attempt came first. */
    void record(Delivery tried, Attempt attempt) {
        String sql = "UPDATE webhook_delivery SET state = ?, attempts = attempts + 1, last_attempt_at = ?,"
                + " next_attempt_at = ?, last_status = ?, last_error = ?"
                + " WHERE id = ? AND state = 'PENDING' AND attempts = ?";
        ControlDatabase.inTransaction(execution, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, attempt.state().name());
                statement.setObject(2, utc(attempt.at()));
                statement.setObject(3, attempt.next() == null ? null : utc(attempt.next()));
                statement.setObject(4, attempt.status(), Types.INTEGER);
                statement.setString(5, attempt.error());
                statement.setObject(6, tried.id());
                statement.setInt(7, tried.attempts());
                return statement.executeUpdate();
            }
        });
    }

    /** What came of an attempt. */
    record Attempt(
            Delivery.State state,
            Instant at,
            @Nullable Instant next,
            @Nullable Integer status,
            @Nullable String error) {}

    /** Begins a dead delivery anew. */
    void revive(Connection transaction, UUID id, Instant now) throws SQLException {
        try (PreparedStatement statement = transaction.prepareStatement("UPDATE webhook_delivery"
                + " SET state = 'PENDING', attempts = 0, next_attempt_at = ? WHERE id = ? AND state = 'DEAD'")) {
            statement.setObject(1, utc(now));
            statement.setObject(2, id);
            statement.executeUpdate();
        }
    }

    /** Forgets some deliveries that arrived before then; returns the time of the last one, nothing when none is left. */
    Optional<Instant> forgetDelivered(Instant from, Instant before) {
        return forget("last_attempt_at", Delivery.State.DELIVERED, from, before);
    }

    /** Forgets some deliveries that are given up and were made before then. */
    Optional<Instant> forgetDead(Instant from, Instant before) {
        return forget("created_at", Delivery.State.DEAD, from, before);
    }

    /** What has gone stays in the index until a vacuum, so the next batch begins at the last one of this. */
    private Optional<Instant> forget(String time, Delivery.State state, Instant from, Instant before) {
        String sql = """
                WITH gone AS (
                    DELETE FROM webhook_delivery WHERE ctid = ANY (ARRAY(
                        SELECT ctid FROM webhook_delivery WHERE state = '%2$s' AND %1$s >= ? AND %1$s < ?
                         ORDER BY %1$s LIMIT 500 FOR UPDATE SKIP LOCKED))
                    RETURNING %1$s AS time)
                SELECT max(time) AS last FROM gone""".formatted(time, state.name());
        return ControlDatabase.inTransaction(execution, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setObject(1, utc(from));
                statement.setObject(2, utc(before));
                try (ResultSet result = statement.executeQuery()) {
                    result.next();
                    return Optional.ofNullable(instant(result, "last"));
                }
            }
        });
    }

    /** Gives up what has been due since then for receivers that no replica seems to know; returns how much. */
    int giveUpUnknown(List<String> receivers, Instant dueSince) {
        String sql = "UPDATE webhook_delivery SET state = 'DEAD', next_attempt_at = NULL,"
                + " last_error = 'is not configured any more'"
                + " WHERE state = 'PENDING' AND next_attempt_at < ? AND receiver <> ALL (?)";
        return ControlDatabase.inTransaction(execution, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setObject(1, utc(dueSince));
                statement.setArray(2, connection.createArrayOf("text", receivers.toArray()));
                return statement.executeUpdate();
            }
        });
    }

    private static List<Delivery> read(PreparedStatement statement) throws SQLException {
        List<Delivery> deliveries = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                deliveries.add(new Delivery(
                        row.getObject("id", UUID.class),
                        row.getString("receiver"),
                        row.getString("event"),
                        row.getString("environment"),
                        row.getObject("operation_id", UUID.class),
                        Delivery.State.valueOf(row.getString("state")),
                        row.getInt("attempts"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        instant(row, "last_attempt_at"),
                        instant(row, "next_attempt_at"),
                        row.getObject("last_status", Integer.class),
                        row.getString("last_error"),
                        new Delivery.Content(row.getLong("number"), row.getString("body"))));
            }
        }
        return deliveries;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
