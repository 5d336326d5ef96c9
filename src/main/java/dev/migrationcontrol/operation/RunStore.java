package dev.migrationcontrol.operation;

import dev.migrationcontrol.control.ControlDatabase;
import dev.migrationcontrol.control.StoredJson;
import dev.migrationcontrol.environment.ForExecution;
import dev.migrationcontrol.operation.state.Event;
import dev.migrationcontrol.operation.state.PlannedStep;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a running attempt writes: its plan, its progress and its events; nothing once a later attempt has taken over. */
@Singleton
final class RunStore {
    private final AgroalDataSource control;
    private final StepStore steps;
    private final EventStore events;
    private final Clock clock;

    RunStore(@ForExecution AgroalDataSource control, StepStore steps, EventStore events, Clock clock) {
        this.control = control;
        this.steps = steps;
        this.events = events;
        this.clock = clock;
    }

    StoredJson json() {
        return steps.json();
    }

    /** @return false when a later attempt has taken over: nothing must run then */
    boolean storePlan(UUID id, int attempt, List<PlannedStep> planned) {
        return ControlDatabase.call(control, connection -> steps.insert(connection, id, attempt, planned));
    }

    /** The steps as they were planned, with what is only of use to a replica. */
    List<PlannedStep> plan(UUID id) {
        return ControlDatabase.call(control, connection -> steps.plan(connection, id));
    }

    /** The names of the grants that its caller had when it was accepted. */
    List<String> granted(UUID id) {
        return ControlDatabase.call(control, connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT unnest(granted) FROM operation WHERE id = ?")) {
                statement.setObject(1, id);
                List<String> granted = new ArrayList<>();
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        granted.add(result.getString(1));
                    }
                }
                return granted;
            }
        });
    }

    /**
     * Writes, before it runs, that a statement outside of a transaction is about to run.
     *
     * @return false when a later attempt has taken over: it must not run then
     */
    boolean storeOutsideStatement(UUID id, int attempt, int position, int statement) {
        return ControlDatabase.call(
                control, connection -> steps.storeOutsideStatement(connection, id, attempt, position, statement));
    }

    /**
     * Writes that an attempt goes on with a step. If a replica died since a step was begun, it died at this one.
     *
     * @return how many have died at it
     */
    int begin(UUID id, int attempt, int position) {
        return ControlDatabase.inTransaction(control, connection -> steps.begin(connection, id, attempt, position));
    }

    /** Writes what changed and happened. */
    void update(UUID id, int attempt, OperationRun.Changes changes) {
        ControlDatabase.inTransaction(control, connection -> update(connection, id, attempt, changes));
    }

    boolean update(Connection transaction, UUID id, int attempt, OperationRun.Changes changes) throws SQLException {
        String sql = "UPDATE operation SET progress = ?::jsonb WHERE id = ? AND attempt = ? AND state = 'RUNNING'";
        try (PreparedStatement statement = transaction.prepareStatement(sql)) {
            statement.setString(1, json().write(changes.progress()));
            statement.setObject(2, id);
            statement.setInt(3, attempt);
            if (statement.executeUpdate() == 0) {
                return false;
            }
        }
        steps.update(transaction, id, attempt, changes);
        events.append(transaction, id, events(changes.events()));
        return true;
    }

    private List<Event> events(EventBuffer.Batch batch) {
        if (batch.dropped() == 0) {
            return batch.events();
        }
        List<Event> all = new ArrayList<>(batch.events());
        all.add(new Event(
                Event.Kind.REMARK,
                clock.instant(),
                Map.of(
                        "dropped",
                        batch.dropped(),
                        "message",
                        "The control database could not be written to for a while, so " + batch.dropped()
                                + " events are left out; the steps are complete.")));
        return all;
    }
}
