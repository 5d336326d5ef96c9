package dev.migrationcontrol.observability;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Shows what was seen last of each environment. It is always up: one database that is down is no reason to stop. */
@Readiness
@Singleton
final class EnvironmentsCheck implements AsyncHealthCheck {
    private final DatabaseWatch watch;

    EnvironmentsCheck(DatabaseWatch watch) {
        this.watch = watch;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom().item(this::answer);
    }

    private HealthCheckResponse answer() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("environments").up();
        watch.seen().forEach(response::withData);
        return response.build();
    }
}
