package dev.migrationcontrol.journal;

import dev.migrationcontrol.environment.ForExecution;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Writes the head of the chain to the log: a witness outside of the database. */
@Singleton
final class HeadLog {
    private static final Logger LOG = Logger.getLogger("dev.migrationcontrol.journal");

    private final AgroalDataSource control;
    private final JournalConfig config;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "journal-head");
        thread.setDaemon(true);
        return thread;
    });
    private long logged = -1;

    HeadLog(@ForExecution AgroalDataSource control, JournalConfig config) {
        this.control = control;
        this.config = config;
    }

    /** After the control database is migrated. */
    void start(@Observes @Priority(1000) StartupEvent event) {
        long millis = Math.max(1, config.logHeadEvery().toMillis());
        timer.scheduleWithFixedDelay(this::log, 0, millis, TimeUnit.MILLISECONDS);
    }

    /** While the control database can still be asked. */
    void stop(@Observes @Priority(200) ShutdownEvent event) {
        timer.shutdownNow();
    }

    private void log() {
        try (Connection connection = control.getConnection()) {
            Chain.Head head = Chain.head(connection);
            if (head.count() != logged) {
                LOG.infof("The journal has %d entries; its head is %s", head.count(), head.hash());
                logged = head.count();
            }
        } catch (SQLException e) {
            LOG.warnf("The head of the journal cannot be read: %s", e.getMessage());
        }
    }
}
