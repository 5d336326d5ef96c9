package dev.migrationcontrol.operation;

import dev.migrationcontrol.control.ControlConnections;
import dev.migrationcontrol.operation.state.Notice;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Hears what any replica did, on one connection to the control database for all who wait on this replica. */
@Singleton
final class NoticeListener {
    private static final Logger LOG = Logger.getLogger(NoticeListener.class);
    private static final int LISTEN_MILLIS = 10_000;
    private static final long RETRY_MILLIS = 1_000;

    private final ControlConnections connections;
    private final EventWaiters waiting;
    private final RunningOperations running;
    private final ChangeFeed changes;
    private final Thread thread = new Thread(this::listen, "operation-notices");
    private volatile boolean stopped;

    NoticeListener(
            ControlConnections connections, EventWaiters waiting, RunningOperations running, ChangeFeed changes) {
        this.connections = connections;
        this.waiting = waiting;
        this.running = running;
        this.changes = changes;
        thread.setDaemon(true);
    }

    void start(@Observes @Priority(90) StartupEvent event) {
        thread.start();
    }

    void stop(@Observes @Priority(200) ShutdownEvent event) {
        stopped = true;
        thread.interrupt();
    }

    private void listen() {
        while (!stopped) {
            try (Connection connection = connections.open("notices");
                    Statement statement = connection.createStatement()) {
                statement.execute("LISTEN " + Notice.CHANNEL);
                // What was sent while no one listened is read by everyone now.
                waiting.wakeAll();
                receive(connection);
            } catch (SQLException e) {
                LOG.debugf("No notices from the control database: %s", e.getMessage());
                pause();
            }
        }
    }

    private void receive(Connection connection) throws SQLException {
        PGConnection notices = connection.unwrap(PGConnection.class);
        while (!stopped) {
            PGNotification[] received = notices.getNotifications(LISTEN_MILLIS);
            if (received == null || received.length == 0) {
                // A dead connection is silent too.
                if (!connection.isValid(5)) {
                    throw new SQLException("the connection does not answer");
                }
                continue;
            }
            for (PGNotification notification : received) {
                Notice.parse(notification.getParameter()).ifPresent(this::pass);
            }
        }
    }

    private void pass(Notice notice) {
        switch (notice.kind()) {
            case EVENTS -> {
                waiting.wake(notice.operation());
                changes.noticed(notice.operation());
            }
            case CANCEL -> running.cancel(notice.operation());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
