package dev.migrationcontrol.operation;

import dev.migrationcontrol.operation.state.StateChange;
import dev.migrationcontrol.operation.state.StateListener;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/** Notifies all listeners; they are looked up at the first change, since they may need operations themselves. */
@Singleton
final class StateListeners {
    private final Instance<StateListener> listeners;

    StateListeners(@Any Instance<StateListener> listeners) {
        this.listeners = listeners;
    }

    void changed(Connection transaction, StateChange change) throws SQLException {
        List<StateListener> ordered = listeners.stream()
                .sorted(Comparator.comparingInt(StateListener::order))
                .toList();
        for (StateListener listener : ordered) {
            listener.changed(transaction, change);
        }
    }
}
