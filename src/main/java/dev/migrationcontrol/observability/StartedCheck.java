package dev.migrationcontrol.observability;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started: the configuration was valid and the control database is migrated. */
@Startup
@Singleton
final class StartedCheck implements HealthCheck {
    private final DatabaseWatch watch;

    StartedCheck(DatabaseWatch watch) {
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("configuration")
                .status(watch.isStarted())
                .build();
    }
}
