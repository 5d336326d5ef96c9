package dev.migrationcontrol.engine;

import dev.migrationcontrol.engine.RunFailure.Reason;
import dev.migrationcontrol.engine.output.ServerOutput;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;
import org.postgresql.core.BaseConnection;

/** Opens the session in which an environment's history may be changed: one direct connection that holds Flyway's lock. */
@ApplicationScoped
public class MigrationRunner {
    private static final Logger LOG = Logger.getLogger(MigrationRunner.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final DatabaseConnections connections;

    MigrationRunner(DatabaseConnections connections) {
        this.connections = connections;
    }

    /** What is done while the lock is held. */
    public interface Work<T> {
        T in(MigrationSession session) throws RunFailure;
    }

    /**
     * Runs work under the lock that every Flyway takes on this history; waits for it as long as the policy says.
     *
     * @throws RunFailure when the work fails, or the session cannot be had: unreachable, a pooler, read-only, locked
     */
    public <T> T inSession(Target target, Work<T> work) throws RunFailure {
        target.stop().check();
        HistoryTable table = new HistoryTable(target.environment().policy());
        try (Connection opened = open(target)) {
            BaseConnection connection = opened.unwrap(BaseConnection.class);
            endOrphansSoon(connection);
            SessionState state = SessionState.of(connection, table, target.workName());
            OpenSession session = new OpenSession(connection, ServerOutput.filter(connection), state);
            if (state.followsOthers()) {
                new Orphans(connection, target).end();
            }
            HistoryLock lock = new HistoryLock(connection, table.lockKey(), target);
            lock.acquire();
            try (MigrationSession migration =
                    new MigrationSession(session, target, lock, () -> open(target, "/watch"))) {
                return work.in(migration);
            }
        } catch (SQLException e) {
            throw ServerMessage.of(e);
        }
    }

    Connection open(Target target) throws RunFailure {
        Connection opened = open(
                target,
                target.applicationName(),
                Map.of(
                        "lock_timeout", millis(target.lockTimeout()),
                        "statement_timeout", millis(target.statementTimeout()),
                        "idle_in_transaction_session_timeout", "10000"));
        try {
            ServerOutput.filter(opened.unwrap(BaseConnection.class));
            return opened;
        } catch (SQLException e) {
            throw ServerMessage.of(e);
        }
    }

    /** A second connection next to the one that works; its name has a suffix. */
    Connection open(Target target, String suffix) throws RunFailure {
        return open(target, target.applicationName() + suffix, Map.of("statement_timeout", "5000"));
    }

    private Connection open(Target target, String name, Map<String, String> settings) throws RunFailure {
        Environment environment = target.environment();
        try {
            return connections.open(environment.database(), name, settings, CONNECT_TIMEOUT);
        } catch (SQLException e) {
            throw refused(environment, e);
        }
    }

    private static RunFailure refused(Environment environment, SQLException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("unsupported startup parameter")) {
            return SessionState.pooler();
        }
        return new RunFailure(
                Reason.UNREACHABLE,
                "No connection to " + environment.database().display() + ": " + message,
                new RunFailure.ServerError(0, 0, e.getSQLState(), null),
                null);
    }

    /** Makes the server notice within a second that its client died; not every platform can. */
    private static void endOrphansSoon(BaseConnection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET client_connection_check_interval = 1000");
        } catch (SQLException e) {
            LOG.debugf("The server cannot watch for lost clients: %s", e.getMessage());
        }
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
