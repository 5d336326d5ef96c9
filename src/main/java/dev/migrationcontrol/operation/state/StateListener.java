package dev.migrationcontrol.operation.state;

import java.sql.Connection;
import java.sql.SQLException;

/** Learns of each state that an operation comes into; features register as beans. */
public interface StateListener {
    /**
     * Called in the transaction that changes the state, after the change; what it writes there exists if and only if the
     * change does. Must be quick: the operation waits for it. An exception undoes the change. Called after all other locks
     * of the transaction are taken, since the journal's is one for all of them.
     */
    void changed(Connection transaction, StateChange change) throws SQLException;

    /** Listeners with a lower number are called first; one that appends to the journal says {@link #JOURNAL}. */
    default int order() {
        return 0;
    }

    /** The journal's lock is the last one that a transaction takes. */
    int JOURNAL = 100;
}
