package dev.migrationcontrol.script;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one read through at a time and gives its result to all who came before it began. Nobody gets the result of a
 * read that was under way already, so that an answer never is older than its question.
 */
public final class Turnstile<T> {
    private final Supplier<CompletionStage<T>> read;
    private boolean reading;
    private @Nullable CompletableFuture<T> waiting;

    public Turnstile(Supplier<CompletionStage<T>> read) {
        this.read = read;
    }

    /** The result of the next read; each call is one question. */
    public CompletableFuture<T> next() {
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
        begin().whenComplete((item, failure) -> {
            startNext();
            if (failure == null) {
                result.complete(item);
            } else {
                result.completeExceptionally(failure);
            }
        });
    }

    private CompletionStage<T> begin() {
        try {
            return read.get();
        } catch (RuntimeException cannotBegin) {
            return CompletableFuture.failedStage(cannotBegin);
        }
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
