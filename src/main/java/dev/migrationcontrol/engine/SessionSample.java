package dev.migrationcontrol.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What another session sees of a running statement at one moment.
 *
 * @param blockers who holds, or asked earlier for, what it waits for
 * @param blocked who waits for what it holds or asks for
 * @param longestWait how long the first of those has been waiting
 * @param progress what PostgreSQL reports of it; null for most statements
 */
record SessionSample(
        List<OtherSession> blockers,
        List<OtherSession> blocked,
        Duration longestWait,
        @Nullable ServerProgress progress) {
    /** Locks are seen by every role, unlike what {@code pg_stat_activity} says of other users' sessions. */
    private static final String SESSIONS = """
            WITH ours AS MATERIALIZED (
                SELECT pg_catalog.pg_blocking_pids(%1$d) AS blockers
                 WHERE EXISTS (SELECT FROM pg_catalog.pg_locks WHERE pid = %1$d AND NOT granted)),
            waiting AS MATERIALIZED (
                SELECT pid, pg_catalog.min(waitstart) AS since FROM pg_catalog.pg_locks
                 WHERE NOT granted AND pid <> %1$d GROUP BY pid),
            blocked AS MATERIALIZED (
                SELECT pid, since FROM waiting WHERE %1$d = ANY (pg_catalog.pg_blocking_pids(pid)))
            SELECT %2$s, b.pid IS NOT NULL,
                   (extract(epoch FROM pg_catalog.clock_timestamp() - b.since) * 1000)::bigint
              FROM pg_catalog.pg_stat_activity a LEFT JOIN blocked b ON b.pid = a.pid
             WHERE b.pid IS NOT NULL OR a.pid = ANY ((SELECT blockers FROM ours)::int[])
             ORDER BY a.pid""";

    static SessionSample take(Connection connection, int pid) throws SQLException {
        List<OtherSession> blockers = new ArrayList<>();
        List<OtherSession> blocked = new ArrayList<>();
        long longest = 0;
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(SESSIONS.formatted(pid, OtherSession.COLUMNS))) {
            while (result.next()) {
                boolean waits = result.getBoolean(6);
                (waits ? blocked : blockers).add(OtherSession.read(result));
                longest = Math.max(longest, result.getLong(7));
            }
        }
        return new SessionSample(blockers, blocked, Duration.ofMillis(longest), progress(connection, pid));
    }

    private static @Nullable ServerProgress progress(Connection connection, int pid) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(ServerProgress.SQL.formatted(pid))) {
            return result.next()
                    ? ServerProgress.of(
                            result.getString(1),
                            result.getString(2),
                            result.getString(3),
                            result.getLong(4),
                            result.getLong(5))
                    : null;
        }
    }
}
