package dev.migrationcontrol.script;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.problem.Refusal;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The scripts of every environment, read once and again whenever the files change. A folder that does not answer holds one
 * thread of its own, and no other environment.
 */
@ApplicationScoped
public class ScriptCatalog {
    private static final Logger LOG = Logger.getLogger(ScriptCatalog.class);

    /** How long work waits for the files; a network file system may hang for ever. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<Environment, ScriptShelf> shelves = new ConcurrentHashMap<>();
    private final Executor readers;
    private final SharedWalks walks;

    public ScriptCatalog() {
        // Each shelf, and each walk, uses one thread at a time: there are at most two of them for an environment.
        this(Executors.newCachedThreadPool(work -> {
            Thread reader = new Thread(work, "script-reader");
            reader.setDaemon(true);
            return reader;
        }));
    }

    ScriptCatalog(Executor readers) {
        this.readers = readers;
        this.walks = new SharedWalks(readers);
    }

    /**
     * The scripts, at most half a second old: for showing. Does not block; fails with {@link ScriptsUnreadable} when they
     * cannot be read, or not within the time of a status check.
     */
    public CompletableFuture<Scripts> look(Environment environment) {
        return lookAtAll(environment).thenApply(ResolvedScripts::scripts);
    }

    private CompletableFuture<ResolvedScripts> lookAtAll(Environment environment) {
        Duration patience = environment.policy().statusTimeout();
        return shelf(environment)
                .look()
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(
                        failure -> CompletableFuture.failedFuture(refusal(environment, failure, patience)));
    }

    /**
     * The scripts, at most half a second old: for showing. Blocks.
     *
     * @throws ScriptsUnreadable when they cannot be read in time
     */
    public Scripts read(Environment environment) {
        return join(look(environment));
    }

    /**
     * The same with their texts. Blocks.
     *
     * @throws ScriptsUnreadable when they cannot be read in time
     */
    public ResolvedScripts readWithTexts(Environment environment) {
        return join(lookAtAll(environment));
    }

    /**
     * The scripts as the files are now: for running. Blocks.
     *
     * @throws ScriptsUnreadable when they cannot be read in time
     */
    public ResolvedScripts readFresh(Environment environment) {
        return join(shelf(environment)
                .next()
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(
                        failure -> CompletableFuture.failedFuture(refusal(environment, failure, PATIENCE))));
    }

    /**
     * The scripts as the files are now, for a run that began at this time. Blocks.
     *
     * @throws ScriptsUnreadable when they cannot be read in time
     */
    public ResolvedScripts readFresh(Environment environment, Instant runTime) {
        ResolvedScripts scripts = readFresh(environment);
        return scripts.usesTime() ? new ScriptFolders(environment).read(runTime) : scripts.at(runTime);
    }

    /**
     * The scripts of an environment that is there for one run only; nothing of it is kept.
     *
     * @throws ScriptsUnreadable when they cannot be read
     */
    public static ResolvedScripts readOnce(Environment environment) {
        return ScriptReader.read(environment);
    }

    @PreDestroy
    void stop() {
        if (readers instanceof ExecutorService pool) {
            pool.shutdownNow();
        }
    }

    private ScriptShelf shelf(Environment environment) {
        return shelves.computeIfAbsent(environment, added -> new ScriptShelf(added, walks, readers));
    }

    /** Whatever keeps the scripts of an environment from being read is a refusal of what is asked of that one. */
    private static Refusal refusal(Environment environment, Throwable failure, Duration patience) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof Refusal refusal) {
            return refusal;
        }
        if (cause instanceof TimeoutException) {
            return new ScriptsUnreadable(
                    environment.name(),
                    "the folder did not answer within " + patience.toMillis() / 1000.0
                            + " s. A network file system that" + " hangs is one cause.");
        }
        LOG.errorf(cause, "The scripts of %s could not be read", environment.name());
        return new ScriptsUnreadable(environment.name(), "this service failed to read them; its log has the cause.");
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            throw e;
        }
    }
}
