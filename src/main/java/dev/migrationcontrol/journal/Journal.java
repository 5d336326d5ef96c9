package dev.migrationcontrol.journal;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Who asked for what, and what came of it; nothing that is written here is ever changed or removed. */
@Singleton
public final class Journal {
    private final AgroalDataSource control;
    private final JournalStore store;

    Journal(AgroalDataSource control, JournalStore store) {
        this.control = control;
        this.store = store;
    }

    /** The journal of a control database whose service need not run. */
    public static Journal beside(AgroalDataSource control, ObjectMapper mapper, Clock clock) {
        return new Journal(control, new JournalStore(mapper, clock));
    }

    /**
     * Appends in the caller's transaction, so that the entry and the change that it reports are both stored, or neither
     * is. Every other writer waits until the transaction ends: append last, and commit at once. The address of the
     * caller is that of the HTTP request that is being answered, if there is one.
     *
     * @throws SQLException when the control database fails; the transaction must be rolled back then
     */
    public void append(Connection transaction, Entry entry) throws SQLException {
        store.append(transaction, entry, RemoteAddress.ofThisRequest());
    }

    /** Appends in a transaction of its own. */
    public void append(Entry entry) throws SQLException {
        append(entry, RemoteAddress.ofThisRequest());
    }

    void append(Entry entry, @Nullable String remoteAddress) throws SQLException {
        try (Connection connection = control.getConnection()) {
            connection.setAutoCommit(false);
            try {
                store.append(connection, entry, remoteAddress);
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }
}
