package dev.migrationcontrol.webhook;

import dev.migrationcontrol.operation.ControlDatabaseUnavailable;
import dev.migrationcontrol.operation.StateChange;
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
import org.jspecify.annotations.Nullable;

/** Deliveries in the control database. */
@Singleton
final class DeliveryStore {
    private final AgroalDataSource control;

    DeliveryStore(AgroalDataSource control) {
        this.control = control;
    }

    /** Work on one connection, in one transaction. */
    interface Work<T> {
        T on(Connection transaction) throws SQLException;
    }

    <T> T inTransaction(Work<T> work) {
        try (Connection connection = control.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new ControlDatabaseUnavailable(e);
        }
    }

    UUID insert(Connection transaction, Receiver receiver, String event, StateChange change, String body)
            throws SQLException {
        UUID id = UUID.randomUUID();
        String sql = "INSERT INTO webhook_delivery (id, receiver, event, environment, operation_id, body, created_at,"
                + " next_attempt_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement statement = transaction.prepareStatement(sql)) {
            statement.setObject(1, id);
            statement.setString(2, receiver.name());
            statement.setString(3, event);
            statement.setString(4, change.environment());
            statement.setObject(5, change.operation());
            statement.setString(6, body);
            statement.setObject(7, utc(change.at()));
            statement.setObject(8, utc(change.at()));
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
                + (before == null ? "" : " AND number < ?") + " ORDER BY number DESC LIMIT " + limit;
        return inTransaction(connection -> {
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

    /** How many deliveries each receiver has in each state. */
    Map<String, Map<Delivery.State, Long>> counts() {
        return inTransaction(connection -> {
            Map<String, Map<Delivery.State, Long>> counts = new HashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(
                            "SELECT receiver, state, count(*) FROM webhook_delivery GROUP BY receiver, state");
                    ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    counts.computeIfAbsent(result.getString(1), name -> new EnumMap<>(Delivery.State.class))
                            .put(Delivery.State.valueOf(result.getString(2)), result.getLong(3));
                }
            }
            return counts;
        });
    }

    /** What came of an attempt; nothing is changed when another attempt came first. */
    void record(Delivery tried, Attempt attempt) {
        String sql = "UPDATE webhook_delivery SET state = ?, attempts = attempts + 1, last_attempt_at = ?,"
                + " next_attempt_at = ?, last_status = ?, last_error = ?"
                + " WHERE id = ? AND state = 'PENDING' AND attempts = ?";
        inTransaction(connection -> {
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

    /** Forgets deliveries that arrived before then, some at a time. */
    void forgetDelivered(Instant before) {
        inTransaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "DELETE FROM webhook_delivery WHERE id IN (SELECT id FROM webhook_delivery"
                            + " WHERE state = 'DELIVERED' AND last_attempt_at < ? LIMIT 100)")) {
                statement.setObject(1, utc(before));
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
