package dev.migrationcontrol.gate.limit;

import dev.migrationcontrol.problem.CallEnd;
import dev.migrationcontrol.problem.EarlyProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Lets only so many requests and streams of events in at once, before any thread or connection to a database is taken for
 * them. Health is always answered.
 */
@Singleton
final class RequestPlaces {
    private static final String SETTINGS = "migration-control.http.limits.";
    private static final Pattern STREAM =
            Pattern.compile("/api/v1/(?:operations/[^/]+/)?events/*|/console/live/*|/console/operations/[^/]+/live/*");
    private static final String HEALTH = "/q/health";
    private static final long LOOK_MILLIS = TimeUnit.SECONDS.toMillis(10);
    private static final int LOOKS = 3;

    private final HttpLimits limits;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger streams = new AtomicInteger();
    private final Map<String, Integer> streamsByPath = new ConcurrentHashMap<>();

    RequestPlaces(HttpLimits limits) {
        this.limits = limits;
    }

    void register(@Observes Filters filters) {
        filters.register(this::enter, 9_000);
    }

    private void enter(RoutingContext call) {
        String path = String.valueOf(call.request().path());
        if (path.startsWith(HEALTH)) {
            call.next();
        } else if (STREAM.matcher(path).matches() && call.request().method().equals(HttpMethod.GET)) {
            enterStream(call, path);
        } else {
            enterRequest(call);
        }
    }

    private void enterRequest(RoutingContext call) {
        if (requests.incrementAndGet() > limits.requests()) {
            requests.decrementAndGet();
            refuse(call, limits.requests() + " requests are being answered.", "requests");
            return;
        }
        CallEnd.then(call, () -> requests.decrementAndGet());
        call.next();
    }

    private void enterStream(RoutingContext call, String path) {
        if (streams.incrementAndGet() > limits.streams()) {
            streams.decrementAndGet();
            refuse(call, limits.streams() + " streams of events are open.", "streams");
            return;
        }
        if (streamsByPath.merge(path, 1, Integer::sum) > limits.streamsOfOneOperation()) {
            leaveStream(path);
            refuse(
                    call,
                    limits.streamsOfOneOperation() + " streams of this operation's events are open.",
                    "streams-of-one-operation");
            return;
        }
        long watch = watch(call);
        CallEnd.then(call, () -> {
            call.vertx().cancelTimer(watch);
            leaveStream(path);
        });
        call.next();
    }

    private void leaveStream(String path) {
        streams.decrementAndGet();
        streamsByPath.computeIfPresent(path, (key, open) -> open == 1 ? null : open - 1);
    }

    /** Cuts a reader off that does not take what it is sent; it can resume after the last event that it has. */
    private static long watch(RoutingContext call) {
        AtomicInteger stuck = new AtomicInteger();
        return call.vertx().setPeriodic(LOOK_MILLIS, timer -> {
            boolean full = call.response().writeQueueFull();
            if ((full ? stuck.incrementAndGet() : stuck.getAndSet(0)) >= LOOKS && full) {
                call.request().connection().close();
            }
        });
    }

    private static void refuse(RoutingContext call, String what, String setting) {
        EarlyProblem.end(call, new TooBusy(what, SETTINGS + setting));
    }
}
