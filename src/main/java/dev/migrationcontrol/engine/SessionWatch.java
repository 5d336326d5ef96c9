package dev.migrationcontrol.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;

/**
 * Watches a session while it runs scripts, from a connection of its own that is opened only for statements that take
 * their time: reports locks and progress, ends a statement that keeps too many others waiting, and ends whatever runs
 * when the work should end.
 */
final class SessionWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SessionWatch.class);
    private static final long TICK_MILLIS = 50;
    private static final long LOOK_MILLIS = 500;
    private static final long SHORTEST_MILLIS = 50;
    private static final long CANCEL_AGAIN_MILLIS = 500;
    /** A statement may be written so as to survive a cancellation; its session does not survive its end. */
    private static final long TERMINATE_MILLIS = 10_000;

    private final boolean mayTerminate;
    private final BaseConnection watched;
    private final Target target;
    private final OpeningDataSource.Opening opening;
    private final Thread thread;
    /** Soon enough to see who holds a lock before the wait for it is given up. */
    private final long firstLookMillis;

    private volatile boolean closed;
    private volatile long statementSince;
    private volatile boolean cancellable;
    private volatile boolean cancelledForOthers;

    private @Nullable Connection own;
    private long lookedAt;
    private long cancelledAt;
    private long firstCancelled;

    SessionWatch(BaseConnection watched, Target target, OpeningDataSource.Opening opening) {
        this(watched, target, opening, true);
    }

    private SessionWatch(
            BaseConnection watched, Target target, OpeningDataSource.Opening opening, boolean mayTerminate) {
        this.mayTerminate = mayTerminate;
        this.watched = watched;
        this.target = target;
        this.opening = opening;
        this.firstLookMillis = Math.max(
                SHORTEST_MILLIS, Math.min(LOOK_MILLIS, target.lockTimeout().toMillis() / 2));
        this.thread = new Thread(this::watch, "session-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * The watch over a session that was lent to a stock Flyway: it is never terminated, since it idles while code or a shell
     * script works, whose row could not be written then.
     */
    static SessionWatch ofLent(BaseConnection lent, Target target, OpeningDataSource.Opening opening) {
        return new SessionWatch(lent, target, opening, false);
    }

    /** A script begins; what was the matter with an earlier one is forgotten. */
    void scriptBegins() {
        cancelledForOthers = false;
        statementBegins(true);
    }

    /** @param mayBeCancelled whether the statement may be cancelled for the sake of sessions that wait for it */
    void statementBegins(boolean mayBeCancelled) {
        cancellable = mayBeCancelled;
        statementSince = Math.max(1, System.nanoTime());
    }

    void scriptEnds() {
        statementSince = 0;
    }

    /** Whether a statement of this script was cancelled because other sessions waited for it. */
    boolean cancelledForOthers() {
        return cancelledForOthers;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try {
            while (!closed) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS));
                long since = statementSince;
                if (since != 0 && !closed) {
                    tick(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since));
                }
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "The watch over %s ended", target.applicationName());
        } finally {
            closeOwn();
        }
    }

    private void tick(long runningMillis) {
        if (target.stop().why() == StopSignal.Why.FENCED) {
            abort();
        } else if (target.stop().endsStatements()) {
            end();
        } else if (runningMillis >= firstLookMillis && millisSince(lookedAt) >= LOOK_MILLIS) {
            look();
        }
    }

    private void look() {
        try {
            SessionSample sample = SessionSample.take(own(), watched.getBackendPID());
            if (!sample.blockers().isEmpty()) {
                target.listener().waitsFor(sample.blockers());
            }
            if (!sample.blocked().isEmpty()) {
                target.listener().blocks(sample.blocked(), sample.longestWait());
                giveWayIfNeeded(sample);
            }
            ServerProgress progress = sample.progress();
            if (progress != null) {
                target.listener().progressed(progress);
            }
        } catch (SQLException | RunFailure e) {
            LOG.debugf("The watch cannot observe %s: %s", target.applicationName(), e.getMessage());
            closeOwn();
        } finally {
            lookedAt = System.nanoTime();
        }
    }

    private void giveWayIfNeeded(SessionSample sample) throws SQLException, RunFailure {
        var limits = target.environment().policy().execution();
        boolean tooMany = limits.maxBlockedSessions() > 0 && sample.blocked().size() > limits.maxBlockedSessions();
        Duration longest = limits.maxBlockedTime();
        boolean tooLong = !longest.isZero() && sample.longestWait().compareTo(longest) > 0;
        if (cancellable && (tooMany || tooLong) && statementSince != 0) {
            cancelledForOthers = true;
            signal("pg_cancel_backend");
        }
    }

    /** Ends the running statement, again and again: it may be about to begin, or survive a cancellation. */
    private void end() {
        if (firstCancelled == 0) {
            firstCancelled = System.nanoTime();
        } else if (millisSince(cancelledAt) < CANCEL_AGAIN_MILLIS) {
            return;
        }
        cancelledAt = System.nanoTime();
        try {
            signal(
                    !mayTerminate || millisSince(firstCancelled) < TERMINATE_MILLIS
                            ? "pg_cancel_backend"
                            : "pg_terminate_backend");
        } catch (SQLException | RunFailure noConnection) {
            closeOwn();
            cancelThroughTheProtocol();
        }
    }

    private void signal(String function) throws SQLException, RunFailure {
        try (var statement = own().createStatement()) {
            statement.execute("SELECT pg_catalog." + function + "(" + watched.getBackendPID() + ")");
        }
    }

    private void cancelThroughTheProtocol() {
        try {
            watched.cancelQuery();
        } catch (SQLException e) {
            LOG.debugf("The statement of %s cannot be cancelled: %s", target.applicationName(), e.getMessage());
        }
    }

    private void abort() {
        try {
            watched.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debugf("The session of %s is gone already: %s", target.applicationName(), e.getMessage());
        }
    }

    private Connection own() throws RunFailure {
        Connection connection = own;
        if (connection == null) {
            connection = opening.open();
            own = connection;
        }
        return connection;
    }

    private void closeOwn() {
        Connection connection = own;
        own = null;
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.debugf("A watch's connection was gone already: %s", e.getMessage());
            }
        }
    }

    private static long millisSince(long nanos) {
        return nanos == 0 ? Long.MAX_VALUE : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }
}
