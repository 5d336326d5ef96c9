package dev.migrationcontrol.observability;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready: the control database answers and the service is not stopping. A single failure to answer does not count. */
@Readiness
@Singleton
final class ReadyCheck implements AsyncHealthCheck {
    private final DatabaseWatch watch;

    ReadyCheck(DatabaseWatch watch) {
        this.watch = watch;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom().item(this::answer);
    }

    private HealthCheckResponse answer() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("control-database");
        if (watch.isStopping()) {
            return response.down().withData("reason", "the service is stopping").build();
        }
        return watch.isControlAnswering()
                ? response.up().build()
                : response.down()
                        .withData("reason", "the control database: " + watch.controlTrouble())
                        .build();
    }
}
