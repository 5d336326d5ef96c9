package dev.migrationcontrol.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Ends what a stock Flyway runs when the work should end: it opens its own connections, so they are found by their name. */
final class StockWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(StockWatch.class);
    private static final long LOOK_MILLIS = 250;

    private final Target target;
    private final OpeningDataSource.Opening opening;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "stock-watch"));

    StockWatch(Target target, OpeningDataSource.Opening opening) {
        this.target = target;
        this.opening = opening;
        timer.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (!target.stop().endsStatements()) {
            return;
        }
        String sql = "SELECT pg_catalog.pg_cancel_backend(pid) FROM pg_catalog.pg_stat_activity"
                + " WHERE application_name = ? AND state = 'active'";
        try (Connection connection = opening.open();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, target.applicationName());
            statement.execute();
        } catch (SQLException | RunFailure e) {
            LOG.debugf("Nothing of %s can be cancelled: %s", target.applicationName(), e.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
