package dev.migrationcontrol.engine;

import dev.migrationcontrol.engine.RunFailure.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.postgresql.core.BaseConnection;

/**
 * Flyway's advisory lock on a history, taken by the session for as long as it lives. A stock Flyway takes the same key,
 * by session or by transaction, so never two runners change one history at a time.
 */
final class HistoryLock {
    private static final long RETRY_MILLIS = 200;

    private final BaseConnection connection;
    private final long key;

    HistoryLock(BaseConnection connection, long key) {
        this.connection = connection;
        this.key = key;
    }

    void acquire(Duration wait) throws SQLException, RunFailure {
        long deadline = System.nanoTime() + wait.toNanos();
        while (!tryAcquire()) {
            if (System.nanoTime() >= deadline) {
                throw new RunFailure(
                        Reason.LOCK_UNAVAILABLE,
                        "Another migration runner has held the lock of this history for " + wait.toSeconds() + " s: "
                                + holder() + ". Nothing was run; try again when it is done.");
            }
            pause();
        }
    }

    private boolean tryAcquire() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT pg_try_advisory_lock(" + key + ")")) {
            return result.next() && result.getBoolean(1);
        }
    }

    private String holder() throws SQLException {
        String sql = """
                SELECT format('process %%s (%%s, user %%s, since %%s)', a.pid,
                              coalesce(nullif(a.application_name, ''), 'no application name'), a.usename, a.backend_start)
                  FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
                 WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
                   AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
                   AND (l.classid::bigint << 32 | l.objid::bigint) = %d""".formatted(key);
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : "a session that has gone since";
        }
    }

    private static void pause() throws RunFailure {
        try {
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunFailure(Reason.LOCK_UNAVAILABLE, "The service is stopping; nothing was run.");
        }
    }
}
