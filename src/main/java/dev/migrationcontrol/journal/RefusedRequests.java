package dev.migrationcontrol.journal;

import dev.migrationcontrol.problem.Problem;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Journals requests for changes that were answered with a problem. Best effort, and on a thread of its own: an answer
 * never waits for it. What was sent is not kept, since nobody has checked it.
 */
@Provider
@Singleton
final class RefusedRequests implements ContainerResponseFilter {
    private static final Logger LOG = Logger.getLogger(RefusedRequests.class);
    private static final int MAX_WAITING = 1_000;

    /** Filters are made before the configuration is complete, so the journal is looked up at the first refusal. */
    private final Instance<Journal> journal;

    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), work -> new Thread(work, "journal"));

    RefusedRequests(Instance<Journal> journal) {
        this.journal = journal;
        writer.allowCoreThreadTimeOut(true);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!request.getMethod().equals("POST") || !(response.getEntity() instanceof Problem problem)) {
            return;
        }
        Principal caller = request.getSecurityContext().getUserPrincipal();
        Entry entry = new Entry(
                Entry.Kind.REQUEST_REFUSED,
                caller == null ? "anonymous" : caller.getName(),
                null,
                request.getUriInfo().getPathParameters().getFirst("environment"),
                null,
                asked(request),
                null,
                answered(problem));
        write(entry, RemoteAddress.ofThisRequest());
    }

    void stop(@Observes @Priority(200) ShutdownEvent event) throws InterruptedException {
        writer.shutdown();
        writer.awaitTermination(5, TimeUnit.SECONDS);
    }

    private void write(Entry entry, @Nullable String remoteAddress) {
        try {
            writer.execute(() -> append(entry, remoteAddress));
        } catch (RejectedExecutionException full) {
            LOG.warnf("A refused request is not in the journal, which is behind: %s", entry);
        }
    }

    private void append(Entry entry, @Nullable String remoteAddress) {
        try {
            journal.get().append(entry, remoteAddress);
        } catch (SQLException e) {
            LOG.warnf("A refused request is not in the journal (%s): %s", e.getMessage(), entry);
        }
    }

    private static Map<String, Object> asked(ContainerRequestContext request) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("method", request.getMethod());
        asked.put("path", request.getUriInfo().getRequestUri().getRawPath());
        asked.put("hasIdempotencyKey", request.getHeaderString("Idempotency-Key") != null);
        return asked;
    }

    private static Map<String, Object> answered(Problem problem) {
        Map<String, Object> answered = new LinkedHashMap<>();
        answered.put("type", problem.type().toString());
        answered.put("status", problem.status());
        // PostgreSQL keeps no NUL in a jsonb.
        answered.put("detail", problem.detail().replace('\0', '\uFFFD'));
        return answered;
    }
}
