package dev.migrationcontrol.observability;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Shows what was seen last of each environment. It is always up: one database that is down is no reason to stop. */
@Readiness
@Singleton
final class EnvironmentsCheck implements HealthCheck {
    private final DatabaseWatch watch;

    EnvironmentsCheck(DatabaseWatch watch) {
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("environments").up();
        watch.seen().forEach(response::withData);
        return response.build();
    }
}
