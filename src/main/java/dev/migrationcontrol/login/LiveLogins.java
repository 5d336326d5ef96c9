package dev.migrationcontrol.login;

import dev.migrationcontrol.control.ControlDatabase;
import dev.migrationcontrol.control.ControlDatabaseUnavailable;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Logins as this replica has read them not long ago. All that requests wait for at a moment are read by one query, and the
 * next one begins when it has ended: a flood of wrong cookies costs one connection at the most.
 */
@Singleton
final class LiveLogins {
    /** A login that ended on another replica has ended here by then; one second of the five is for the query. */
    static final Duration FRESH = Duration.ofSeconds(4);

    /** While the control database is away, a login that was read not longer ago goes on. */
    static final Duration OLDEST = Duration.ofMinutes(10);

    static final int MOST_WAITING = 1_000;

    /** While the control database is away it is not asked by every request. */
    private static final Duration AWAY_FOR = Duration.ofSeconds(1);

    private static final int MOST_KNOWN = 2_000;

    private final AgroalDataSource control;
    private final LoginStore store;
    private final LongSupplier nanos;
    private final ThreadPoolExecutor reader =
            new ThreadPoolExecutor(1, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(2), work -> {
                Thread thread = new Thread(work, "console-logins");
                thread.setDaemon(true);
                return thread;
            });
    private final Map<String, Known> known = new LinkedHashMap<>();
    private Map<String, CompletableFuture<Optional<byte[]>>> waiting = new LinkedHashMap<>();
    private boolean reading;
    private long changes;
    private long failed;
    private @Nullable RuntimeException failure;

    /** @param asked before the query, by the monotonic timer */
    private record Known(LoginStore.Row row, long asked) {
        boolean isYounger(Duration age, long now) {
            return now - asked < Math.min(age.toNanos(), row.left().toNanos());
        }
    }

    @Inject
    LiveLogins(AgroalDataSource control, LoginStore store) {
        this(control, store, System::nanoTime);
    }

    LiveLogins(AgroalDataSource control, LoginStore store, LongSupplier nanos) {
        this.control = control;
        this.store = store;
        this.nanos = nanos;
        reader.allowCoreThreadTimeOut(true);
    }

    /** What is kept in a row; empty where there is none that has not ended. */
    synchronized CompletableFuture<Optional<byte[]>> find(String row) {
        long now = nanos.getAsLong();
        Known last = known.get(row);
        if (last != null && last.isYounger(FRESH, now)) {
            return CompletableFuture.completedFuture(Optional.of(last.row().sealed()));
        }
        if (failure != null && now - failed < AWAY_FOR.toNanos()) {
            return without(row, failure);
        }
        CompletableFuture<Optional<byte[]>> same = waiting.get(row);
        if (same != null) {
            return same;
        }
        if (waiting.size() >= MOST_WAITING) {
            return CompletableFuture.failedFuture(
                    new ControlDatabaseUnavailable(new SQLException("too many logins are asked for", "57014")));
        }
        CompletableFuture<Optional<byte[]>> asked = new CompletableFuture<>();
        waiting.put(row, asked);
        if (!reading) {
            begin();
        }
        return asked;
    }

    /** What was read of it is not true any more, nor what is being read. */
    synchronized void forget(String row) {
        changes++;
        known.remove(row);
    }

    private synchronized CompletableFuture<Optional<byte[]>> without(String row, RuntimeException away) {
        Known last = known.get(row);
        return last != null && last.isYounger(OLDEST, nanos.getAsLong())
                ? CompletableFuture.completedFuture(Optional.of(last.row().sealed()))
                : CompletableFuture.failedFuture(away);
    }

    private void begin() {
        try {
            reader.execute(this::readAll);
            reading = true;
        } catch (RejectedExecutionException stopped) {
            waiting.values().forEach(each -> each.completeExceptionally(stopped));
            waiting.clear();
        }
    }

    private void readAll() {
        for (Map<String, CompletableFuture<Optional<byte[]>>> batch = next(); !batch.isEmpty(); batch = next()) {
            read(batch);
        }
    }

    private synchronized Map<String, CompletableFuture<Optional<byte[]>>> next() {
        Map<String, CompletableFuture<Optional<byte[]>>> batch = waiting;
        waiting = new LinkedHashMap<>();
        reading = !batch.isEmpty();
        return batch;
    }

    private void read(Map<String, CompletableFuture<Optional<byte[]>>> batch) {
        long then;
        synchronized (this) {
            then = changes;
        }
        long asked = nanos.getAsLong();
        try {
            List<String> ids = new ArrayList<>(batch.keySet());
            Map<String, LoginStore.Row> rows = ControlDatabase.call(control, connection -> store.use(connection, ids));
            keep(ids, rows, asked, then);
            batch.forEach((row, waits) ->
                    waits.complete(Optional.ofNullable(rows.get(row)).map(LoginStore.Row::sealed)));
        } catch (RuntimeException e) {
            fail(e);
            batch.forEach((row, waits) -> without(row, e).whenComplete((found, away) -> {
                if (away == null) {
                    waits.complete(found);
                } else {
                    waits.completeExceptionally(away);
                }
            }));
        }
    }

    private synchronized void keep(List<String> ids, Map<String, LoginStore.Row> rows, long asked, long then) {
        failure = null;
        ids.forEach(known::remove);
        if (changes != then) {
            return;
        }
        rows.forEach((id, row) -> known.put(id, new Known(row, asked)));
        while (known.size() > MOST_KNOWN) {
            known.remove(known.keySet().iterator().next());
        }
    }

    private synchronized void fail(RuntimeException why) {
        failure = why;
        failed = nanos.getAsLong();
    }

    void stop(@Observes @Priority(200) ShutdownEvent event) {
        reader.shutdownNow();
    }
}
