package dev.migrationcontrol.rehearsal;

import dev.migrationcontrol.rehearsal.KnownRelations.Relation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.core.BaseConnection;

/**
 * Sees from other sessions what a statement locks that cannot run in a transaction: concurrent builds, VACUUM. One session
 * holds locks that let the statement wait for its first one; then two others, one with an old snapshot, hold readers' locks,
 * so that it has to wait with the locks that it holds. What it locks only for a moment may be missed.
 */
final class LockWatch {
    private static final long POLL_MILLIS = 3;
    private static final long LONGEST_HOLD_NANOS = 3_000_000_000L;
    private static final long SETTLED_NANOS = 200_000_000L;

    private static final String LOCKS = "SELECT relation::bigint, mode, granted FROM pg_catalog.pg_locks WHERE pid = ?"
            + " AND locktype = 'relation' AND relation::bigint >= " + KnownRelations.FIRST_OID
            + " AND database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())";

    private static final String SCANS =
            "SELECT relid::bigint, coalesce(seq_scan, 0) FROM pg_catalog.pg_stat_user_tables";

    private final WatchSessions sessions;
    private final int pid;
    private final Map<Long, LockMode> strongest = new HashMap<>();
    private final Map<Long, Long> scansBefore;
    private final Thread thread = new Thread(this::watch, "lock-watch");
    private volatile boolean ended;

    private LockWatch(WatchSessions sessions, int pid) throws SQLException {
        this.sessions = sessions;
        this.pid = pid;
        this.scansBefore = scans();
    }

    /** Opens further sessions on the same database. */
    interface Opening {
        Connection open() throws SQLException;
    }

    /** Begins to watch; the statement is run then. */
    static LockWatch begin(Opening opening, Connection session, String sql) throws SQLException {
        flush(session);
        WatchSessions sessions = WatchSessions.open(opening);
        try {
            sessions.hold(WatchedTables.of(sql, sessions.reader()));
            LockWatch watch =
                    new LockWatch(sessions, session.unwrap(BaseConnection.class).getBackendPID());
            watch.thread.setDaemon(true);
            watch.thread.start();
            return watch;
        } catch (SQLException e) {
            sessions.close();
            throw e;
        }
    }

    private void watch() {
        long begun = System.nanoTime();
        long settled = begun;
        Map<Long, LockMode> seen = Map.of();
        try {
            while (!ended) {
                boolean waits = look();
                long now = System.nanoTime();
                settled = strongest.equals(seen) ? settled : now;
                seen = Map.copyOf(strongest);
                if (isNextToBeReleased(waits, now - begun, now - settled)) {
                    sessions.releaseNext();
                    settled = now;
                }
                Thread.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            // The database is gone: the statement itself says so.
            return;
        } finally {
            sessions.releaseAll();
        }
    }

    private boolean isNextToBeReleased(boolean waits, long since, long unchangedFor) {
        boolean first = sessions.holdAll();
        return first && waits
                || !first && unchangedFor > SETTLED_NANOS
                || since > LONGEST_HOLD_NANOS * (1 + sessions.released());
    }

    private boolean look() throws SQLException {
        boolean waits = false;
        try (PreparedStatement query = sessions.reader().prepareStatement(LOCKS)) {
            query.setInt(1, pid);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    LockMode mode = LockMode.ofServer(row.getString(2));
                    strongest.merge(row.getLong(1), mode, (one, two) -> one.compareTo(two) > 0 ? one : two);
                    waits |= !row.getBoolean(3);
                }
            }
        }
        return waits;
    }

    /** Ends the watch; what it saw. */
    StatementEffect end(Connection session, KnownRelations known, StatementEffect.Files files) throws SQLException {
        join();
        try {
            flush(session);
            Map<Relation, LockMode> locks = new HashMap<>();
            strongest.forEach((oid, mode) -> {
                Relation relation = known.find(oid);
                if (relation != null) {
                    locks.put(relation, mode);
                }
            });
            return StatementEffect.outside(
                    locks, KnownRelations.read(sessions.reader()), scansSince(known), known, files);
        } finally {
            sessions.close();
        }
    }

    private Map<String, Long> scansSince(KnownRelations known) throws SQLException {
        Map<String, Long> since = new HashMap<>();
        for (Map.Entry<Long, Long> each : scans().entrySet()) {
            Relation relation = known.find(each.getKey());
            long more = each.getValue() - scansBefore.getOrDefault(each.getKey(), 0L);
            if (relation != null && more > 0) {
                since.put(relation.name(), more);
            }
        }
        return since;
    }

    private Map<Long, Long> scans() throws SQLException {
        Map<Long, Long> scans = new HashMap<>();
        try (Statement statement = sessions.reader().createStatement();
                ResultSet row = statement.executeQuery(SCANS)) {
            while (row.next()) {
                scans.put(row.getLong(1), row.getLong(2));
            }
        }
        return scans;
    }

    /** The statement failed. */
    void abandon() {
        join();
        sessions.close();
    }

    private void join() {
        ended = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Passes on what the session has counted, so that other sessions see it. */
    private static void flush(Connection session) throws SQLException {
        for (String sql : List.of("SELECT pg_catalog.pg_stat_force_next_flush()", "SELECT 1")) {
            try (Statement statement = session.createStatement()) {
                statement.execute(sql);
            }
        }
    }
}
