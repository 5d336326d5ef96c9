package dev.migrationcontrol.operation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.control.ControlDatabase;
import dev.migrationcontrol.control.StoredJson;
import dev.migrationcontrol.operation.state.Event;
import dev.migrationcontrol.operation.state.Notice;
import dev.migrationcontrol.operation.state.NumberedEvent;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The events of operations in the control database. */
@Singleton
final class EventStore {
    private final AgroalDataSource control;
    private final StoredJson json;

    EventStore(AgroalDataSource control, ObjectMapper mapper) {
        this.control = control;
        this.json = new StoredJson(mapper);
    }

    /**
     * Appends events in the caller's transaction and notifies every replica of them. The numbers are taken under
     * the lock of the operation's row, so that whoever sees a number has been able to see all lower ones.
     */
    void append(Connection transaction, UUID id, List<Event> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        String sql = """
                WITH numbered AS (
                    UPDATE operation SET last_event = last_event + ? WHERE id = ? RETURNING last_event - ? AS before),
                appended AS (
                    INSERT INTO operation_event (operation_id, number, at, kind, body)
                    SELECT ?, n.before + e.place, e.at, e.kind, e.body
                      FROM numbered n, unnest(?::timestamptz[], ?::text[], ?::jsonb[])
                           WITH ORDINALITY AS e (at, kind, body, place)
                    RETURNING 1)
                SELECT pg_notify(?, ?), (SELECT count(*) FROM appended)""";
        try (PreparedStatement statement = transaction.prepareStatement(sql)) {
            statement.setInt(1, events.size());
            statement.setObject(2, id);
            statement.setInt(3, events.size());
            statement.setObject(4, id);
            statement.setArray(
                    5,
                    texts(
                            transaction,
                            events.stream().map(event -> event.at().toString()).toList()));
            statement.setArray(
                    6,
                    texts(
                            transaction,
                            events.stream().map(event -> event.kind().name()).toList()));
            statement.setArray(
                    7,
                    texts(
                            transaction,
                            events.stream()
                                    .map(event -> json.write(event.body()))
                                    .toList()));
            statement.setString(8, Notice.CHANNEL);
            statement.setString(9, Notice.events(id));
            statement.execute();
        }
    }

    /**
     * The events after one of them, in their order.
     *
     * @param after the number of the last one that is known; 0 for all
     */
    List<NumberedEvent> after(UUID id, long after, int limit) {
        return read("number > ? ORDER BY number", id, after, limit);
    }

    /** The events before one of them, the newest first. */
    List<NumberedEvent> before(UUID id, long before, int limit) {
        return read("number < ? ORDER BY number DESC", id, before, limit);
    }

    private List<NumberedEvent> read(String which, UUID id, long number, int limit) {
        String sql =
                "SELECT number, kind, at, body FROM operation_event WHERE operation_id = ? AND " + which + " LIMIT ?";
        return ControlDatabase.call(control, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setObject(1, id);
                statement.setLong(2, number);
                statement.setInt(3, limit);
                return read(statement);
            }
        });
    }

    private static List<NumberedEvent> read(PreparedStatement statement) throws SQLException {
        List<NumberedEvent> events = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                events.add(new NumberedEvent(
                        result.getLong("number"),
                        result.getString("kind"),
                        OperationStore.instant(result, "at").orElseThrow(),
                        result.getString("body")));
            }
        }
        return events;
    }

    private static java.sql.Array texts(Connection connection, List<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray());
    }
}
