package dev.migrationcontrol.status;

import dev.migrationcontrol.breakglass.OpenUses;
import dev.migrationcontrol.operation.Operations;
import dev.migrationcontrol.script.Turnstile;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the control database says of each environment, as far as it answers in time. */
@ApplicationScoped
class ControlFacts {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Turnstile<All> lookUps;

    /**
     * Of all environments, by their names.
     *
     * @param active the operation that is queued or running
     * @param openUses the operation with broken glass that nobody has reviewed
     */
    record All(Map<String, UUID> active, Map<String, UUID> openUses) {
        static final All NONE = new All(Map.of(), Map.of());

        One of(String environment) {
            return new One(active.get(environment), openUses.get(environment));
        }
    }

    /** Of one environment; null what there is not. */
    record One(@Nullable UUID active, @Nullable UUID openUse) {}

    ControlFacts(Operations operations, OpenUses uses) {
        this.lookUps = new Turnstile<>(() -> CompletableFuture.supplyAsync(
                () -> new All(operations.active(), uses.oldest()), Infrastructure.getDefaultWorkerPool()));
    }

    /** Nothing where the control database does not answer: a status does not depend on it. */
    Uni<All> find() {
        return Uni.createFrom()
                .completionStage(lookUps::next)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .recoverWithItem(All.NONE);
    }
}
