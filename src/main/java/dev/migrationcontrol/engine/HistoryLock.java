package dev.migrationcontrol.engine;

import dev.migrationcontrol.engine.RunFailure.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.core.BaseConnection;

/**
 * Flyway's advisory lock on a history, taken by the session for as long as it lives. A stock Flyway takes the same key,
 * by session or by transaction, so never two runners change one history at a time.
 */
final class HistoryLock {
    private static final long RETRY_MILLIS = 200;

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
        while (!tryAcquire()) {
            List<OtherSession> holders = holders();
            pause(deadline, wait, "Another migration runner has held the lock of this history", holders);
        }
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
                            + ". Nothing was run; try again when it is done.");
        }
        target.listener().waitsFor(holders);
        target.stop().sleep(RETRY_MILLIS);
    }

    private boolean tryAcquire() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT pg_try_advisory_lock(" + key + ")")) {
            return result.next() && result.getBoolean(1);
        }
    }

    private static String describe(List<OtherSession> holders) {
        return holders.isEmpty()
                ? "a session that has gone since"
                : holders.get(0).describe();
    }

    private List<OtherSession> holders() throws SQLException {
        String sql = """
                SELECT %s
                  FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
                 WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
                   AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
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
