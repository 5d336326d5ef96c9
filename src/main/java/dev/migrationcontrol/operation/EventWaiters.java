package dev.migrationcontrol.operation;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Who waits on this replica for something to happen to an operation. */
@Singleton
final class EventWaiters {
    private final Map<UUID, Set<CompletableFuture<Void>>> waiting = new ConcurrentHashMap<>();

    /**
     * Completes at the operation's next event. Ask for it before the events are read that are there already, or one may
     * be missed in between; forget it when it is of no use any more.
     */
    CompletableFuture<Void> forNewsOf(UUID id) {
        CompletableFuture<Void> news = new CompletableFuture<>();
        waiting.compute(id, (key, others) -> {
            Set<CompletableFuture<Void>> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(news);
            return all;
        });
        return news;
    }

    void forget(UUID id, CompletableFuture<Void> news) {
        waiting.computeIfPresent(id, (key, all) -> {
            all.remove(news);
            return all.isEmpty() ? null : all;
        });
    }

    void wake(UUID id) {
        Set<CompletableFuture<Void>> all = waiting.remove(id);
        if (all != null) {
            all.forEach(news -> news.complete(null));
        }
    }

    void wakeAll() {
        waiting.keySet().forEach(this::wake);
    }
}
