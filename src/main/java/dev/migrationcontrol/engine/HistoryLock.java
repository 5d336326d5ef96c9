package dev.migrationcontrol.engine;

import dev.migrationcontrol.engine.RunFailure.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;

/**
 * Flyway's advisory lock on a history, taken by the session for as long as it lives. A stock Flyway takes the same key,
 * by session or by transaction, so never two runners change one history at a time. The lock is taken twice: whether it is
 * still held can then be asked by giving back one of the two, which never lets go of it.
 */
final class HistoryLock {
    private static final long RETRY_MILLIS = 200;
    private static final String LOST = "the session has lost the lock of the history";

    private final BaseConnection connection;
    private final long key;
    private final Target target;

    HistoryLock(BaseConnection connection, long key, Target target) {
        this.connection = connection;
        this.key = key;
        this.target = target;
    }

    /**
     * Takes the lock, and waits for the runners of other systems too; as long as the policy says.
     *
     * @throws RunFailure with the holder, when it is at work for longer, or when the work should end meanwhile
     */
    void acquire() throws SQLException, RunFailure {
        Duration wait = target.environment().policy().lockWait();
        long deadline = System.nanoTime() + wait.toNanos();
        Boolean others = take();
        for (; others == null; others = take()) {
            List<OtherSession> holders = holders();
            pause(deadline, wait, "Another migration runner has held the lock of this history", holders);
        }
        if (others) {
            awaitForeignRunners(deadline, wait);
        }
    }

    private void awaitForeignRunners(long deadline, Duration wait) throws SQLException, RunFailure {
        ForeignRunners foreign =
                new ForeignRunners(connection, target.environment().policy().schemas(), key);
        for (ForeignRunners.Found found = foreign.find(); found != null; found = foreign.find()) {
            pause(deadline, wait, "A runner of " + found.system() + " has held its lock", List.of(found.session()));
        }
    }

    private void pause(long deadline, Duration wait, String what, List<OtherSession> holders) throws RunFailure {
        if (System.nanoTime() >= deadline) {
            throw new RunFailure(
                    Reason.LOCK_UNAVAILABLE,
                    what + " for " + wait.toSeconds() + " s: " + describe(holders)
                            + ". Nothing was run; try again when that runner is done.");
        }
        target.listener().waitsFor(holders);
        target.stop().sleep(RETRY_MILLIS);
    }

    /** Takes it if no one else holds it. */
    boolean tryAcquire() throws SQLException {
        return take() != null;
    }

    /** @return whether other sessions hold advisory locks, of whatever kind; null when the lock was not to be had */
    private @Nullable Boolean take() throws SQLException {
        String take = "pg_catalog.pg_try_advisory_lock(" + key + ")";
        String sql = "SELECT " + take + " AND " + take + ", EXISTS (SELECT FROM pg_catalog.pg_locks l"
                + " WHERE l.locktype = 'advisory' AND l.granted AND l.pid <> pg_catalog.pg_backend_pid())";
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getBoolean(1) ? result.getBoolean(2) : null;
        }
    }

    /** Whether this backend, and no other that a pooler put in its place, still holds the lock. */
    boolean isHeld() throws SQLException {
        return ask("SELECT " + held());
    }

    /** A query that the server refuses when the lock is not held any more, so that the transaction it is in ends there. */
    String proof() {
        return "SELECT CASE WHEN " + held() + " THEN 0 ELSE pg_catalog.concat(" + SqlLiteral.of(LOST)
                + ", pg_catalog.pg_backend_pid())::int END; ";
    }

    /** Whether the server refused the proof. */
    static boolean isLoss(SQLException e) {
        return String.valueOf(e.getMessage()).contains(LOST);
    }

    private String held() {
        return "pg_catalog.pg_backend_pid() = " + connection.getBackendPID() + " AND pg_catalog.pg_advisory_unlock("
                + key + ") AND pg_catalog.pg_try_advisory_lock(" + key + ")";
    }

    private boolean ask(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() && result.getBoolean(1);
        }
    }

    private static String describe(List<OtherSession> holders) {
        return holders.isEmpty()
                ? "a session that has ended since"
                : holders.get(0).describe();
    }

    private List<OtherSession> holders() throws SQLException {
        String sql = """
                SELECT %s
                  FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
                 WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
                   AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
                   AND (l.classid::bigint << 32 | l.objid::bigint) = %d""".formatted(OtherSession.COLUMNS, key);
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<OtherSession> holders = new ArrayList<>();
            while (result.next()) {
                holders.add(OtherSession.read(result));
            }
            return holders;
        }
    }
}
