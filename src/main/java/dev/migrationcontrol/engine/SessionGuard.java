package dev.migrationcontrol.engine;

import dev.migrationcontrol.engine.RunFailure.Reason;
import dev.migrationcontrol.engine.RunFailure.ServerError;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.core.BaseConnection;

/**
 * What must hold after every script, whatever it did: the same backend holds the lock of the history, and the session has
 * its own role and settings again. No row is written and no other script runs in a session that is not so.
 */
final class SessionGuard {
    private static final String HINT = "Release only locks of your own, each by pg_advisory_unlock with its key, or use"
            + " pg_advisory_xact_lock, which needs no release.";

    private final OpenSession session;
    private final BaseConnection connection;
    private final SessionState state;
    private final HistoryLock lock;
    private final HistoryReader history;
    private final HistoryWriter writer;

    SessionGuard(
            OpenSession session, SessionState state, HistoryLock lock, HistoryReader history, HistoryWriter writer) {
        this.session = session;
        this.connection = session.connection();
        this.state = state;
        this.lock = lock;
        this.history = history;
        this.writer = writer;
    }

    /**
     * Commits a script with its row. Deferred constraints are checked while the script's own role and settings are in
     * force; then the session is restored, proves that it still holds the lock, and only then writes the row. All of it is
     * one message, so it costs no round trip.
     */
    void writeAndCommit(NewHistoryRow row, int millis) throws SQLException, LockLost {
        commit(before -> writer.writeAndCommit(before, row, millis));
    }

    /** Commits a callback, which has no row, with the same proof. */
    void commit() throws SQLException, LockLost {
        commit(before -> PlainQuery.run(connection, before + "COMMIT"));
    }

    private interface Last {
        void after(String before) throws SQLException;
    }

    private void commit(Last last) throws SQLException, LockLost {
        try {
            last.after("SET CONSTRAINTS ALL IMMEDIATE; " + state.fresh() + lock.proof());
        } catch (SQLException e) {
            if (HistoryLock.isLoss(e)) {
                throw lost(Reason.CHECK_FAILED, "so another migration runner could have begun");
            }
            throw e;
        }
    }

    /** Writes a row outside of a transaction. */
    void write(NewHistoryRow row, int millis, boolean success) throws SQLException {
        writer.write(row, millis, success);
    }

    /**
     * Restores the session outside of a transaction. A lock that was lost is taken again, which is safe when no one changed
     * the history meanwhile.
     *
     * @throws LockLost when another runner holds the lock now, or has changed the history
     */
    void requireOutside() throws SQLException, LockLost {
        restore();
        if (lock.isHeld()) {
            return;
        }
        if (!lock.tryAcquire()) {
            throw lost(Reason.LOCK_UNAVAILABLE, "and another migration runner has taken it");
        }
        if (history.read().nextRank() != writer.nextRank()) {
            throw lost(Reason.CHECK_FAILED, "and another migration runner has changed the history since");
        }
    }

    /** Restores the session, and nothing more. */
    void restore() throws SQLException {
        if (session.output().refused() != null) {
            PlainQuery.run(connection, "RESET client_encoding"); // names in what follows are UTF-8
        }
        state.restore(connection);
    }

    /** Whether the server would let a new session write: a script may forbid that to itself. */
    boolean isWritable() throws SQLException {
        restore();
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT pg_catalog.current_setting('transaction_read_only') = 'off'")) {
            return result.next() && result.getBoolean(1);
        }
    }

    private static LockLost lost(Reason reason, String consequence) {
        return new LockLost(new RunFailure(
                reason,
                "The script released the lock of the history, " + consequence + ".",
                new ServerError(0, 0, null, HINT),
                null));
    }

    /** The script let go of the lock of the history. */
    static final class LockLost extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient RunFailure failure;

        LockLost(RunFailure failure) {
            super(failure.message(), null, false, false);
            this.failure = failure;
        }

        RunFailure failure() {
            return failure;
        }
    }
}
