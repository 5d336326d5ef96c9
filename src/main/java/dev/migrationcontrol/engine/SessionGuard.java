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

    /** Fails where a statement has changed how the server reads the ones that were sent after it. */
    private static final String UNDERSTOOD =
            "SELECT CASE WHEN pg_catalog.starts_with(pg_catalog.current_setting('client_encoding'), 'UTF8')"
                    + " AND pg_catalog.starts_with(pg_catalog.current_setting('DateStyle'), 'ISO') THEN 0"
                    + " ELSE pg_catalog.concat('the session was changed in ', pg_catalog.pg_backend_pid())::int END; ";

    /** Since the transaction began, which is when the first statement did; 0 where the clock was set back. */
    private static final String MILLIS =
            "GREATEST(0, (1000 * pg_catalog.date_part('epoch', pg_catalog.clock_timestamp() - pg_catalog.now()))::int)";

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
        end(ending() + writer.rowAndCommit(row, Integer.toString(millis)));
        writer.written();
    }

    /** Commits a callback, which has no row, with the same proof. */
    void commit() throws SQLException, LockLost {
        end(ending() + "COMMIT");
    }

    /**
     * The message of {@link #writeAndCommit}, to be sent before the answers to the statements of a script are known. It
     * proves too that the server has read them as they were meant, and finds out itself how long the script took.
     */
    String closing(NewHistoryRow row) {
        return UNDERSTOOD + ending() + writer.rowAndCommit(row, MILLIS);
    }

    /** That message was sent and answered. */
    void closed() {
        writer.written();
    }

    private String ending() {
        return "SET CONSTRAINTS ALL IMMEDIATE; " + state.fresh() + lock.proof();
    }

    private void end(String message) throws SQLException, LockLost {
        try {
            PlainQuery.run(connection, message);
        } catch (SQLException e) {
            requireHeld(e);
            throw e;
        }
    }

    /**
     * What was wrong with the end of a transaction.
     *
     * @throws LockLost when it was the lock of the history
     */
    static void requireHeld(SQLException e) throws LockLost {
        if (HistoryLock.isLoss(e)) {
            throw lost(Reason.CHECK_FAILED, "so another migration runner could have begun");
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
