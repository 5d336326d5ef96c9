package dev.migrationcontrol.testdatabase;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Drops test databases whose time is over, from the start of the service on. */
@Singleton
final class TestDatabaseReaper {
    private static final Logger LOG = Logger.getLogger(TestDatabaseReaper.class);

    private final TestDatabases databases;
    private final TestDatabaseConfig config;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "test-databases");
        thread.setDaemon(true);
        return thread;
    });

    TestDatabaseReaper(TestDatabases databases, TestDatabaseConfig config) {
        this.databases = databases;
        this.config = config;
    }

    /** After the control database is migrated. */
    void start(@Observes @Priority(1000) StartupEvent event) {
        timer.scheduleWithFixedDelay(this::tryToReap, 0, config.interval().toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes @Priority(90) ShutdownEvent event) {
        timer.shutdown();
    }

    private void tryToReap() {
        try {
            databases.reap();
        } catch (RuntimeException e) {
            LOG.debugf("Test databases are looked for again later: %s", e.getMessage());
        }
    }
}
