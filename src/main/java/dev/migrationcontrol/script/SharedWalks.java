package dev.migrationcontrol.script;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.flywaydb.core.api.Location;

/** Walks over folders: environments that have the same ones share each walk that begins after they asked for it. */
final class SharedWalks {
    private final Map<List<String>, Turnstile<ScriptListing>> turnstiles = new ConcurrentHashMap<>();
    private final Executor readers;

    SharedWalks(Executor readers) {
        this.readers = readers;
    }

    /** What the next walk over these folders finds; fails with an {@link UncheckedIOException}. */
    CompletableFuture<ScriptListing> next(List<Location> folders) {
        List<String> key = folders.stream().map(Location::getDescriptor).toList();
        return turnstiles
                .computeIfAbsent(
                        key,
                        added -> new Turnstile<>(
                                () -> CompletableFuture.supplyAsync(() -> ScriptWalk.over(folders), readers)))
                .next();
    }

    /**
     * The result of a walk that has ended.
     *
     * @throws UncheckedIOException when the folders could not be read
     */
    static ScriptListing done(CompletableFuture<ScriptListing> walk) {
        try {
            return walk.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
