package dev.migrationcontrol.script;

import dev.migrationcontrol.environment.Environment;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The scripts of one environment as they were read last; read by one thread at a time. */
final class ScriptShelf {
    /** How long a set may be shown without looking at the files again. */
    private static final long TRUSTED_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Environment environment;
    private final Turnstile<ResolvedScripts> reads;
    private volatile @Nullable Entry last;

    ScriptShelf(Environment environment, SharedWalks walks, Executor readers) {
        this.environment = environment;
        this.reads = new Turnstile<>(() -> {
            ScriptFolders folders = new ScriptFolders(environment);
            CompletableFuture<ScriptListing> walk = walks.next(folders.locations());
            return walk.handleAsync((listing, failure) -> refresh(folders, walk), readers);
        });
    }

    /** At most half a second old. */
    CompletableFuture<ResolvedScripts> look() {
        Entry entry = last;
        return entry != null && System.nanoTime() - entry.checkedAt() < TRUSTED_NANOS
                ? CompletableFuture.completedFuture(entry.resolved())
                : next();
    }

    /** As the files are now. */
    CompletableFuture<ResolvedScripts> next() {
        return reads.next();
    }

    private ResolvedScripts refresh(ScriptFolders folders, CompletableFuture<ScriptListing> walk) {
        Entry known = last;
        long stamp = folders.stamp(() -> SharedWalks.done(walk));
        boolean unchanged = known != null
                && known.reusable()
                && known.stamp() == stamp
                && !known.resolved().isOutdated();
        ResolvedScripts resolved = known != null && unchanged ? known.resolved() : folders.read(Instant.now());
        last = new Entry(resolved, stamp, System.nanoTime(), unchanged || !resolved.usesTime());
        return resolved;
    }

    private record Entry(ResolvedScripts resolved, long stamp, long checkedAt, boolean reusable) {}
}
