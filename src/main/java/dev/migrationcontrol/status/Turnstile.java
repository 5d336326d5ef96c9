package dev.migrationcontrol.status;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one read through at a time and gives its result to all who came before it began. Nobody gets the result of a
 * read that was under way already, so that an answer never is older than its question.
 */
final class Turnstile<T> {
    private final Supplier<Uni<T>> read;
    private boolean reading;
    private @Nullable CompletableFuture<T> waiting;

    Turnstile(Supplier<Uni<T>> read) {
        this.read = read;
    }

    /** The result of the next read; one subscription stands for one question. */
    Uni<T> next() {
        return Uni.createFrom().completionStage(this::join);
    }

    private CompletableFuture<T> join() {
        CompletableFuture<T> joined;
        synchronized (this) {
            if (reading) {
                waiting = waiting == null ? new CompletableFuture<>() : waiting;
                return waiting.copy();
            }
            reading = true;
            joined = new CompletableFuture<>();
        }
        start(joined);
        return joined.copy();
    }

    private void start(CompletableFuture<T> result) {
        Uni.createFrom()
                .deferred(read::get)
                .subscribe()
                .with(
                        item -> {
                            startNext();
                            result.complete(item);
                        },
                        failure -> {
                            startNext();
                            result.completeExceptionally(failure);
                        });
    }

    private void startNext() {
        CompletableFuture<T> next;
        synchronized (this) {
            next = waiting;
            waiting = null;
            reading = next != null;
        }
        if (next != null) {
            start(next);
        }
    }
}
