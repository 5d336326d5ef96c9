package dev.migrationcontrol.operation;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Who waits on this node for the end of an operation. */
@Singleton
final class Waiting {
    private final Map<UUID, CompletableFuture<Void>> ends = new ConcurrentHashMap<>();

    /** Completes when the operation ends on this node. */
    CompletableFuture<Void> forEndOf(UUID id) {
        return ends.computeIfAbsent(id, unused -> new CompletableFuture<>());
    }

    void finished(UUID id) {
        CompletableFuture<Void> end = ends.remove(id);
        if (end != null) {
            end.complete(null);
        }
    }

    /** No one waits any more. */
    void forget(UUID id) {
        ends.remove(id);
    }
}
