package dev.migrationcontrol.observability;

import dev.migrationcontrol.access.Access;
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
    private final Access access;

    ReadyCheck(DatabaseWatch watch, Access access) {
        this.watch = watch;
        this.access = access;
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
                : response.down().withData("reason", reason()).build();
    }

    /** What a server says names hosts and users, which are not for everyone. */
    private String reason() {
        return access.isOpen()
                ? "the control database: " + watch.controlTrouble()
                : "the control database does not answer; the log says why";
    }
}
