package dev.migrationcontrol.operation;

import dev.migrationcontrol.operation.state.Event;
import dev.migrationcontrol.operation.state.OperationState;
import dev.migrationcontrol.operation.state.StateChange;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says of each change of state that it happened: as an event of the operation, to all listeners, and in the journal. */
@Singleton
final class Transitions {
    private final EventStore events;
    private final StateListeners listeners;
    private final OperationJournal journal;
    private final Clock clock;

    Transitions(EventStore events, StateListeners listeners, OperationJournal journal, Clock clock) {
        this.events = events;
        this.listeners = listeners;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * To be called in the transaction that changed the state, after the change.
     *
     * @param operation as it is after the change, or was before it where it begins
     * @param facts what else the event says
     */
    void record(Connection transaction, Operation operation, OperationState state, Map<String, Object> facts)
            throws SQLException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("state", state);
        body.putAll(facts);
        var now = clock.instant();
        events.append(transaction, operation.id(), List.of(new Event(Event.Kind.STATE, now, body)));
        listeners.changed(
                transaction,
                new StateChange(
                        operation.id(),
                        operation.type(),
                        operation.environment(),
                        state,
                        now,
                        operation.request(),
                        operation.attempt()));
        journal.changed(transaction, operation, state);
    }
}
