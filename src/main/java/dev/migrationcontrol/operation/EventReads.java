package dev.migrationcontrol.operation;

import dev.migrationcontrol.operation.state.NumberedEvent;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Reads events for all streams together, on a few threads: however many follow an operation, they take neither the threads nor
 * the connections that requests need, and those that have seen the same share one read.
 */
@Singleton
final class EventReads {
    private static final int THREADS = 3;
    private static final int MOST_AT_ONCE = 100;

    private final EventStore events;
    private final OperationReader operations;
    private final Map<Key, CompletableFuture<Read>> waiting = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "events");
        thread.setDaemon(true);
        return thread;
    });

    EventReads(EventStore events, OperationReader operations) {
        this.events = events;
        this.operations = operations;
    }

    /** What is read; the operation had ended before the events were read, so that none can come after them. */
    record Read(List<NumberedEvent> events, boolean ended) {}

    private record Key(UUID operation, long seen) {}

    /** The events of an operation after one of them, as they are at some time after this call. */
    CompletableFuture<Read> after(UUID operation, long seen) {
        return waiting.computeIfAbsent(new Key(operation, seen), key -> {
            CompletableFuture<Read> read = new CompletableFuture<>();
            threads.execute(() -> read(key, read));
            return read;
        });
    }

    /** From here on nobody shares this read: what happens after it began would be missed. */
    private void read(Key key, CompletableFuture<Read> read) {
        waiting.remove(key, read);
        try {
            boolean ended = operations.hasEnded(key.operation());
            read.complete(new Read(events.after(key.operation(), key.seen(), MOST_AT_ONCE), ended));
        } catch (RuntimeException e) {
            read.completeExceptionally(e);
        }
    }

    void stop(@Observes @Priority(300) ShutdownEvent event) {
        threads.shutdown();
    }
}
