package dev.migrationcontrol.access;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds callers by their credentials: first among the tokens of the configuration, then elsewhere. */
@Singleton
final class Callers {
    private final Access access;
    private final Instance<Credentials> others;

    Callers(Access access, Instance<Credentials> others) {
        this.access = access;
        this.others = others;
    }

    CompletionStage<Optional<Caller>> of(String credential) {
        Optional<Caller> configured = access.callerOf(credential);
        if (configured.isPresent()) {
            return CompletableFuture.completedFuture(configured);
        }
        for (Credentials each : others) {
            if (each.recognises(credential)) {
                return each.find(credential);
            }
        }
        return CompletableFuture.completedFuture(Optional.empty());
    }
}
