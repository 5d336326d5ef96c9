package dev.migrationcontrol.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.postgresql.core.BaseConnection;

/**
 * Lends connections to a stock Flyway and watches over each as over our own session: who waits for it, and whether it
 * should end. What is committed meanwhile is read from the history, from a connection of its own.
 */
final class StockWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(StockWatch.class);
    private static final long LOOK_MILLIS = 500;

    /**
     * Flyway's connection idles in a transaction while Java code or a shell script works, for as long as that takes. Not
     * every server knows all of these: transaction_timeout is of PostgreSQL 17, idle_session_timeout of 14.
     */
    private static final String NO_IDLE_LIMITS = """
            SELECT pg_catalog.set_config(name, CASE name WHEN 'tcp_keepalives_idle' THEN '60' ELSE '0' END, false)
              FROM pg_catalog.pg_settings
             WHERE name IN ('idle_in_transaction_session_timeout', 'idle_session_timeout', 'transaction_timeout',
                            'tcp_keepalives_idle')""";

    private final Target target;
    private final MigrationRunner sessions;
    private final StockListener listener;
    private final List<SessionWatch> watches = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "stock-watch"));

    StockWatch(Target target, MigrationRunner sessions, StockListener listener) {
        this.target = target;
        this.sessions = sessions;
        this.listener = listener;
        timer.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A connection for Flyway, which closes it. */
    Connection lend() throws RunFailure {
        Connection connection = sessions.open(target);
        try (Statement statement = connection.createStatement()) {
            statement.execute(NO_IDLE_LIMITS);
            SessionWatch watch = SessionWatch.ofLent(
                    connection.unwrap(BaseConnection.class), target, () -> sessions.open(target, "/watch"));
            watch.scriptBegins();
            watches.add(watch);
            return connection;
        } catch (SQLException e) {
            throw ServerMessage.of(e);
        }
    }

    /** Whether Flyway's statement was cancelled because other sessions waited for it. */
    boolean cancelledForOthers() {
        return watches.stream().anyMatch(SessionWatch::cancelledForOthers);
    }

    private void look() {
        try (Connection connection = sessions.open(target, "/history")) {
            listener.recorded(new HistoryReader(
                            connection, new HistoryTable(target.environment().policy()))
                    .read()
                    .rows());
        } catch (SQLException | RunFailure e) {
            LOG.debugf("The watch cannot observe %s: %s", target.applicationName(), e.getMessage());
        }
    }

    /** Ends the watch; nothing is heard of it afterwards. */
    @Override
    public void close() {
        timer.shutdownNow();
        try {
            timer.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        watches.forEach(SessionWatch::close);
    }
}
