package dev.migrationcontrol.engine;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.core.BaseConnection;

/**
 * Sessions that an earlier replica of the same work left at the server. The server notices within a second that a client
 * died; a client that is only paused, or whose network is cut, has to be ended, since the work is no longer its own.
 */
final class Orphans {
    private static final long GRACE_MILLIS = 2_000;
    private static final long GONE_MILLIS = 8_000;
    private static final long LOOK_MILLIS = 100;

    private final BaseConnection connection;
    private final Target target;

    Orphans(BaseConnection connection, Target target) {
        this.connection = connection;
        this.target = target;
    }

    /**
     * Returns when none is left.
     *
     * @throws RunFailure when one stays, because the role may not end it, or when a later replica is at work already
     */
    void end() throws SQLException, RunFailure {
        List<OtherSession> found = find();
        if (found.isEmpty()) {
            return;
        }
        if (areGone(GRACE_MILLIS)) {
            found.forEach(orphan -> target.listener().orphanEnded(orphan, false));
            return;
        }
        List<OtherSession> left = find();
        left.forEach(orphan -> target.listener().orphanEnded(orphan, true));
        terminate(left);
        if (!areGone(GONE_MILLIS)) {
            throw new RunFailure(
                    RunFailure.Reason.LOCK_UNAVAILABLE,
                    "A session of an earlier attempt at this operation is still at work and cannot be ended: "
                            + left.get(0).describe() + ". Nothing was run.");
        }
    }

    private boolean areGone(long millis) throws SQLException, RunFailure {
        long until = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < until) {
            target.stop().sleep(LOOK_MILLIS);
            if (find().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private List<OtherSession> find() throws SQLException, RunFailure {
        List<OtherSession> found = new ArrayList<>();
        String sql = "SELECT " + OtherSession.COLUMNS + " FROM pg_catalog.pg_stat_activity a"
                + " WHERE pg_catalog.starts_with(a.application_name, ?) AND a.pid <> pg_catalog.pg_backend_pid()"
                + " AND a.datname = pg_catalog.current_database()";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, target.workName());
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    OtherSession session = OtherSession.read(result);
                    if (target.attemptOf(session.application()) > target.attemptOf(target.applicationName())) {
                        throw RunFailure.stopped(StopSignal.Why.FENCED);
                    }
                    found.add(session);
                }
            }
        }
        return found;
    }

    private void terminate(List<OtherSession> orphans) throws SQLException {
        for (OtherSession orphan : orphans) {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT pg_catalog.pg_terminate_backend(?)")) {
                statement.setInt(1, orphan.pid());
                statement.execute();
            }
        }
    }
}
