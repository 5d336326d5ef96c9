package dev.migrationcontrol.observability;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started: the configuration was valid and the control database is migrated. */
@Startup
@Singleton
final class StartedCheck implements AsyncHealthCheck {
    private final DatabaseWatch watch;

    StartedCheck(DatabaseWatch watch) {
        this.watch = watch;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom().item(this::answer);
    }

    private HealthCheckResponse answer() {
        return HealthCheckResponse.named("configuration")
                .status(watch.isStarted())
                .build();
    }
}
