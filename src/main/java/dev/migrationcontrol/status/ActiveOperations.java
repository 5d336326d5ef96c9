package dev.migrationcontrol.status;

import dev.migrationcontrol.operation.Operations;
import dev.migrationcontrol.script.Turnstile;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The operation that is queued or running on each environment, as far as the control database answers in time. */
@ApplicationScoped
class ActiveOperations {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Turnstile<Map<String, UUID>> lookUps;

    ActiveOperations(Operations operations) {
        this.lookUps = new Turnstile<>(
                () -> CompletableFuture.supplyAsync(operations::active, Infrastructure.getDefaultWorkerPool()));
    }

    /** By environment; empty where the control database does not answer: a status does not depend on it. */
    Uni<Map<String, UUID>> find() {
        return Uni.createFrom()
                .completionStage(lookUps::next)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .recoverWithItem(Map.of());
    }
}
