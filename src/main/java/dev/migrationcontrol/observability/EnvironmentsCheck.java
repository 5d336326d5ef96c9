package dev.migrationcontrol.observability;

import dev.migrationcontrol.access.Access;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Shows what was seen last of each environment. It is always up: one database that is down is no reason to stop. Health
 * is for everyone, so where access is configured no environment is named.
 */
@Readiness
@Singleton
final class EnvironmentsCheck implements AsyncHealthCheck {
    private final DatabaseWatch watch;
    private final Access access;

    EnvironmentsCheck(DatabaseWatch watch, Access access) {
        this.watch = watch;
        this.access = access;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom().item(this::answer);
    }

    private HealthCheckResponse answer() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("environments").up();
        if (access.isOpen()) {
            watch.seen().forEach(response::withData);
        } else {
            long reachable = watch.seen().values().stream()
                    .filter(DatabaseWatch.REACHABLE::equals)
                    .count();
            response.withData("reachable", reachable)
                    .withData("unreachable", watch.seen().size() - reachable);
        }
        return response.build();
    }
}
