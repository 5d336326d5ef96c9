package dev.migrationcontrol.audit;

import dev.migrationcontrol.problem.CallEnd;
import dev.migrationcontrol.problem.EarlyProblem;
import dev.migrationcontrol.problem.Refusal;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets a few archives in at once, since each holds a thread while it arrives and is checked, and ends those that take too long.
 */
@Singleton
final class UploadIntake {
    private static final String PLACE = UploadIntake.class.getName();
    private static final Set<String> ARCHIVES = Set.of("application/gzip", "application/zip");
    /** After the framework has set its own limit, whose answer has no body. */
    private static final int AFTER_LIMIT = -1;

    private static final long LOOK_MILLIS = 1000;
    private static final long FIRST_LOOKS_SECONDS = 10;

    private final TreeAuditConfig config;
    private final long largest;
    private final AtomicInteger places = new AtomicInteger();

    UploadIntake(TreeAuditConfig config, @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize all) {
        this.config = config;
        this.largest = Math.min(config.maxUpload().asLongValue(), all.asLongValue());
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, 390);
    }

    void register(@Observes Router router) {
        router.route().order(AFTER_LIMIT).handler(call -> {
            if (isArchive(call.request())) {
                call.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, Long.MAX_VALUE);
            }
            call.next();
        });
    }

    /** How many bytes an archive may have. */
    long largest() {
        return largest;
    }

    /** Gives the place of an upload to the next one; the call may go on. */
    void leave(RoutingContext call) {
        if (call.get(PLACE) instanceof AtomicBoolean place && place.getAndSet(false)) {
            places.decrementAndGet();
        }
    }

    private void check(RoutingContext call) {
        if (!isArchive(call.request())) {
            call.next();
            return;
        }
        String length = call.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && (length.length() > 18 || Long.parseLong(length) > largest)) {
            EarlyProblem.end(call, new UploadTooLarge(largest));
        } else if (places.incrementAndGet() > config.uploads()) {
            places.decrementAndGet();
            EarlyProblem.end(call, UploadRefused.tooMany(config.uploads()));
        } else {
            call.put(PLACE, new AtomicBoolean(true));
            long watch = watch(call);
            CallEnd.then(call, () -> {
                call.vertx().cancelTimer(watch);
                leave(call);
            });
            call.next();
        }
    }

    private long watch(RoutingContext call) {
        long begun = System.nanoTime();
        return call.vertx().setPeriodic(LOOK_MILLIS, timer -> {
            if (call.request().isEnded() || call.response().ended()) {
                call.vertx().cancelTimer(timer);
                return;
            }
            Duration taken = Duration.ofNanos(System.nanoTime() - begun);
            if (isTooSlow(call.request().bytesRead(), taken)) {
                refuse(call, UploadRefused.tooSlow(config.uploadRate().asLongValue(), config.uploadTimeout()));
            }
        });
    }

    private boolean isTooSlow(long bytes, Duration taken) {
        return taken.compareTo(config.uploadTimeout()) > 0
                || (taken.toSeconds() >= FIRST_LOOKS_SECONDS
                        && bytes
                                < config.uploadRate().asLongValue()
                                        * TimeUnit.MILLISECONDS.toSeconds(taken.toMillis()));
    }

    private static void refuse(RoutingContext call, Refusal refusal) {
        if (!call.response().headWritten()) {
            EarlyProblem.end(call, refusal);
        }
    }

    private static boolean isArchive(HttpServerRequest request) {
        String type = String.valueOf(request.getHeader(HttpHeaders.CONTENT_TYPE));
        return ARCHIVES.contains(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }
}
