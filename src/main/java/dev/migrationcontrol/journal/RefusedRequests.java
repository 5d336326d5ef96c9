package dev.migrationcontrol.journal;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.problem.Problem;
import dev.migrationcontrol.problem.Shortened;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Journals requests for changes that were answered with a problem. Best effort, and on a thread of its own: an answer
 * never waits for it. What was sent is not kept, since nobody has checked it; what is repeated of it is shortened, and one noisy
 * caller fills neither the journal nor the log.
 */
@Provider
@Singleton
final class RefusedRequests implements ContainerResponseFilter {
    private static final Logger LOG = Logger.getLogger(RefusedRequests.class);
    private static final Set<String> CHANGES = Set.of("POST", "DELETE");
    private static final int MAX_WAITING = 1_000;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_PATH = 300;
    private static final int LONGEST_DETAIL = 1_000;

    /** Filters are made before the configuration is complete, so the journal is looked up at the first refusal. */
    private final Instance<Journal> journal;

    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), work -> new Thread(work, "journal"));

    private final Instance<JournalConfig> config;
    private final Instance<Access> access;
    private final AtomicLong lost = new AtomicLong();
    private volatile @Nullable RefusalRate rate;

    RefusedRequests(Instance<Journal> journal, Instance<JournalConfig> config, Instance<Access> access) {
        this.journal = journal;
        this.access = access;
        this.config = config;
        writer.allowCoreThreadTimeOut(true);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!CHANGES.contains(request.getMethod()) || !(response.getEntity() instanceof Problem problem)) {
            return;
        }
        String address = RemoteAddress.ofThisRequest();
        // Many callers come from the address of one proxy, and one caller may come from many.
        if (!rate().allows(
                        access.get().isOpen()
                                ? String.valueOf(address)
                                : access.get().caller().id())) {
            return;
        }
        Entry entry = new Entry(
                Entry.Kind.REQUEST_REFUSED,
                access.get().caller().id(),
                null,
                shortened(request.getUriInfo().getPathParameters().getFirst("environment"), LONGEST_NAME),
                null,
                asked(request),
                null,
                answered(problem));
        write(entry, address);
    }

    private RefusalRate rate() {
        RefusalRate known = rate;
        if (known == null) {
            known = new RefusalRate(config.get().refusedPerMinute(), System::nanoTime);
            rate = known;
        }
        return known;
    }

    private static @Nullable String shortened(@Nullable String text, int most) {
        return text == null ? null : Shortened.of(text, most);
    }

    void stop(@Observes @Priority(200) ShutdownEvent event) throws InterruptedException {
        writer.shutdown();
        writer.awaitTermination(5, TimeUnit.SECONDS);
    }

    private void write(Entry entry, @Nullable String remoteAddress) {
        try {
            writer.execute(() -> append(entry, remoteAddress));
        } catch (RejectedExecutionException full) {
            if (lost.getAndIncrement() % MAX_WAITING == 0) {
                LOG.warnf("The journal cannot keep up with refused requests; %d are not in it", lost.get());
            }
        }
    }

    private void append(Entry entry, @Nullable String remoteAddress) {
        try {
            journal.get().append(entry, remoteAddress);
        } catch (SQLException e) {
            if (lost.getAndIncrement() % MAX_WAITING == 0) {
                LOG.warnf("%d refused requests are not in the journal: %s", lost.get(), e.getMessage());
            }
        }
    }

    private Map<String, Object> asked(ContainerRequestContext request) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("method", request.getMethod());
        asked.put("path", Shortened.of(request.getUriInfo().getRequestUri().getRawPath(), LONGEST_PATH));
        asked.put("hasIdempotencyKey", request.getHeaderString("Idempotency-Key") != null);
        long leftOut = rate().takeLeftOut();
        if (leftOut > 0) {
            asked.put("refusedBeforeAndNotRecorded", leftOut);
        }
        return asked;
    }

    private static Map<String, Object> answered(Problem problem) {
        Map<String, Object> answered = new LinkedHashMap<>();
        answered.put("type", problem.type().toString());
        answered.put("status", problem.status());
        // PostgreSQL keeps no NUL in a jsonb.
        answered.put("detail", Shortened.of(problem.detail(), LONGEST_DETAIL).replace('\0', '\uFFFD'));
        return answered;
    }
}
