package dev.migrationcontrol.token;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Caller;
import dev.migrationcontrol.access.Credentials;
import dev.migrationcontrol.access.Grant;
import dev.migrationcontrol.control.ControlDatabase;
import dev.migrationcontrol.control.ControlDatabaseUnavailable;
import dev.migrationcontrol.problem.Refusal;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * All live tokens as this replica has read them not long ago. One query reads them, however many requests wait for it and
 * however many wrong tokens they bring; so a flood of those costs ten queries a second at the most.
 */
@Singleton
final class LiveTokens implements Credentials {
    /** A token that was revoked on another replica is refused here by then; one second of the five is for the query. */
    static final Duration KNOWN_FOR = Duration.ofSeconds(4);

    /** A token that was made on another replica is known here by then. */
    static final Duration UNKNOWN_FOR = Duration.ofMillis(100);

    /** While the control database is away it is not asked by every request. */
    private static final Duration AWAY_FOR = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger(LiveTokens.class);

    private final AgroalDataSource control;
    private final TokenStore store;
    private final Function<List<String>, List<Grant>> grants;
    private final Clock clock;
    private final LongSupplier nanos;
    private final LastUsed lastUsed;
    private final ThreadPoolExecutor reader = worker(2);
    private final ThreadPoolExecutor writer = worker(TokenStore.MOST_LIVE);

    private volatile @Nullable Snapshot snapshot;
    private volatile long changes;
    private @Nullable CompletableFuture<Snapshot> reading;

    /**
     * The tokens as they were at some moment.
     *
     * @param asked before the query, by the monotonic timer
     * @param failure why there are none; null where they were read
     */
    private record Snapshot(
            Map<String, StoredToken> tokens,
            long asked,
            @Nullable RuntimeException failure) {
        boolean isYounger(Duration age, long now) {
            return now - asked < age.toNanos();
        }
    }

    @Inject
    LiveTokens(AgroalDataSource control, TokenStore store, Access access, Clock clock) {
        this(control, store, access::grantsNamed, clock, System::nanoTime);
    }

    LiveTokens(
            AgroalDataSource control,
            TokenStore store,
            Function<List<String>, List<Grant>> grants,
            Clock clock,
            LongSupplier nanos) {
        this.control = control;
        this.store = store;
        this.grants = grants;
        this.clock = clock;
        this.nanos = nanos;
        this.lastUsed = new LastUsed(nanos);
    }

    private static ThreadPoolExecutor worker(int mostWaiting) {
        ThreadPoolExecutor worker =
                new ThreadPoolExecutor(1, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(mostWaiting), work -> {
                    Thread thread = new Thread(work, "access-tokens");
                    thread.setDaemon(true);
                    return thread;
                });
        worker.allowCoreThreadTimeOut(true);
        return worker;
    }

    @Override
    public boolean recognises(String credential) {
        return TokenText.parse(credential).isPresent();
    }

    @Override
    public CompletableFuture<Optional<Caller>> find(String credential) {
        TokenText token = TokenText.parse(credential).orElseThrow();
        return tokens(token.id()).thenApply(known -> caller(known.get(token.id()), token));
    }

    @Override
    public Optional<Caller> again(String callerId, Collection<String> granted) {
        Optional<String> id = StoredToken.idOf(callerId);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(tokens(id.get()).join().get(id.get()))
                    .filter(each -> each.isLive(clock.instant()))
                    .map(each -> each.caller(grants));
        } catch (CompletionException e) {
            throw e.getCause() instanceof Refusal refusal ? refusal : e;
        }
    }

    /** What was read before is not true any more. */
    synchronized void forget() {
        changes++;
        snapshot = null;
        reading = null;
    }

    private Optional<Caller> caller(@Nullable StoredToken stored, TokenText token) {
        if (stored == null
                || !MessageDigest.isEqual(stored.hash().bytes(), token.hash())
                || !stored.isLive(clock.instant())) {
            return Optional.empty();
        }
        if (lastUsed.isDue(stored.id())) {
            write(stored.id());
        }
        return Optional.of(stored.caller(grants));
    }

    private CompletableFuture<Map<String, StoredToken>> tokens(String id) {
        long now = nanos.getAsLong();
        Snapshot last = snapshot;
        if (last != null && last.failure() == null) {
            Duration fresh = last.tokens().containsKey(id) ? KNOWN_FOR : UNKNOWN_FOR;
            if (last.isYounger(fresh, now)) {
                return CompletableFuture.completedFuture(last.tokens());
            }
        } else if (last != null && last.isYounger(AWAY_FOR, now)) {
            return CompletableFuture.failedFuture(last.failure());
        }
        return read().thenApply(read -> {
            if (read.failure() != null) {
                throw read.failure();
            }
            if (!read.isYounger(KNOWN_FOR, nanos.getAsLong())) {
                throw new ControlDatabaseUnavailable(new SQLException("the tokens were read too slowly", "57014"));
            }
            return read.tokens();
        });
    }

    private synchronized CompletableFuture<Snapshot> read() {
        if (reading == null || reading.isDone()) {
            reading = CompletableFuture.supplyAsync(this::ask, reader);
        }
        return reading;
    }

    private Snapshot ask() {
        long known = changes;
        long asked = nanos.getAsLong();
        Snapshot read;
        try {
            Map<String, StoredToken> tokens = ControlDatabase.call(
                    control,
                    connection -> store.live(connection, clock.instant()).stream()
                            .collect(Collectors.toMap(StoredToken::id, Function.identity())));
            lastUsed.keep(tokens.keySet());
            read = new Snapshot(tokens, asked, null);
        } catch (RuntimeException e) {
            read = new Snapshot(Map.of(), nanos.getAsLong(), e);
        }
        keep(read, known);
        return read;
    }

    private synchronized void keep(Snapshot read, long known) {
        if (changes == known) {
            snapshot = read;
        }
    }

    private void write(String id) {
        try {
            writer.execute(() -> {
                try {
                    ControlDatabase.call(control, connection -> store.used(connection, id, clock.instant()));
                } catch (RuntimeException e) {
                    LOG.debugf("That the token %s was used is not written: %s", id, e.getMessage());
                }
            });
        } catch (RejectedExecutionException full) {
            LOG.debugf("That the token %s was used is not written: too much is to be written", id);
        }
    }

    void stop(@Observes @Priority(200) ShutdownEvent event) {
        reader.shutdownNow();
        writer.shutdownNow();
    }
}
