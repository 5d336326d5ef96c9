package dev.migrationcontrol.access;

import dev.migrationcontrol.problem.EarlyProblem;
import dev.migrationcontrol.problem.Refusal;
import dev.migrationcontrol.text.BoundedPattern;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Finds out who asks, right after the request gate: of a service with configured access, only health is for everyone. */
@Singleton
final class CallerGate {
    /** After the request gate, before everything else. */
    private static final int PRIORITY = 9_000;

    private static final Pattern HEALTH = Pattern.compile("/q/health(?:/[a-z]+){0,2}");
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) {1,20}([\\x21-\\x7e]{20,8000})");

    private static final Pattern OURS = Pattern.compile("^ *+(?i:bearer) ++mct_");

    private static final Logger LOG = Logger.getLogger("dev.migrationcontrol");

    private final Access access;
    private final Callers callers;
    private final Logins logins;
    private final Attempts attempts = new Attempts(System::nanoTime);

    CallerGate(Access access, Callers callers, Logins logins) {
        this.access = access;
        this.callers = callers;
        this.logins = logins;
    }

    void register(@Observes Filters filters) {
        if (access.isOpen()) {
            LOG.info("Access is open: everyone who reaches the service may do everything. docs/access.md says how to"
                    + " configure tokens and roles");
        }
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext call) {
        CompletableFuture<Optional<Caller>> asked = asked(call);
        if (asked.isDone()) {
            answer(call, asked);
            return;
        }
        Context context = Vertx.currentContext();
        call.request().pause();
        asked.whenComplete((caller, failure) -> context.runOnContext(now -> {
            call.request().resume();
            if (!call.response().ended() && !call.response().closed()) {
                answer(call, asked);
            }
        }));
    }

    private CompletableFuture<Optional<Caller>> asked(RoutingContext call) {
        try {
            String credential = credential(call);
            if (credential == null && access.isOpen()) {
                return CompletableFuture.completedFuture(Optional.of(Caller.LOCAL));
            }
            if (credential == null) {
                return ConsolePaths.arePublic(call.normalizedPath())
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : logins.find(call);
            }
            return callers.of(credential)
                    .handle((found, failure) -> found(call, found, failure))
                    .toCompletableFuture();
        } catch (Refusal refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
    }

    private Optional<Caller> found(RoutingContext call, @Nullable Optional<Caller> found, @Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        if (cause instanceof Unauthenticated wrong) {
            throw wrong(call, wrong);
        }
        if (cause != null) {
            throw new CompletionException(cause);
        }
        if (found == null || found.isEmpty()) {
            throw wrong(call, Unauthenticated.unknown());
        }
        return found;
    }

    private void answer(RoutingContext call, CompletableFuture<Optional<Caller>> asked) {
        try {
            pass(call, asked.join());
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof Refusal refusal) {
                refuse(call, refusal);
            } else {
                call.fail(failed.getCause());
            }
            return;
        } catch (Refusal refusal) {
            refuse(call, refusal);
            return;
        }
        call.next();
    }

    private void pass(RoutingContext call, Optional<Caller> caller) {
        String path = String.valueOf(call.request().path());
        if (caller.isPresent()) {
            CurrentCaller.set(call, caller.get());
            requireAll(caller.get(), path);
        } else if (!isPublic(path) && !ConsolePaths.arePublic(call.normalizedPath())) {
            throw Unauthenticated.missing();
        }
    }

    private static void refuse(RoutingContext call, Refusal refusal) {
        if (refusal.status() == 401 && ConsolePaths.areFor(call.normalizedPath())) {
            sendToLogin(call);
            return;
        }
        if (refusal.status() == 401) {
            call.response().putHeader("WWW-Authenticate", "Bearer realm=\"migration-control\"");
        } else if (refusal instanceof TooManyAttempts many) {
            call.response().putHeader("Retry-After", Long.toString(many.seconds()));
        }
        EarlyProblem.end(call, refusal);
    }

    /** People are asked for a token; where they wanted to go is kept. A stream cannot be sent there. */
    private static void sendToLogin(RoutingContext call) {
        boolean stream = String.valueOf(call.request().getHeader("Accept")).contains("text/event-stream");
        boolean page = call.request().method().equals(HttpMethod.GET) && !stream;
        String to = page ? "?to=" + URLEncoder.encode(call.request().uri(), StandardCharsets.UTF_8) : "";
        call.response()
                .setStatusCode(stream ? 401 : 303)
                .putHeader("Location", "/console/login" + to)
                .putHeader("Connection", "close")
                .end();
    }

    /** Metrics name all environments. */
    private void requireAll(Caller caller, String path) {
        if (PublicPage.METRICS.holds(path) && !access.isPublic(path)) {
            access.requireAll(caller);
        }
    }

    /**
     * What the caller is to be known by, null where nothing is needed: a wrong token of ours is refused even there; an
     * open service ignores the credentials of proxies.
     */
    private @Nullable String credential(RoutingContext call) {
        List<String> written = call.request().headers().getAll("Authorization");
        boolean ours =
                written.stream().anyMatch(each -> BoundedPattern.in(OURS, each).find());
        if (written.isEmpty() || access.isOpen() && !ours) {
            return null;
        }
        Matcher bearer = BEARER.matcher(written.get(0).strip());
        if (written.size() == 1 && bearer.matches()) {
            return bearer.group(1);
        }
        throw wrong(call, Unauthenticated.unreadable());
    }

    private Refusal wrong(RoutingContext call, Unauthenticated refusal) {
        SocketAddress address = call.request().remoteAddress();
        long wait = attempts.wrong(address == null ? "" : String.valueOf(address.hostAddress()));
        return wait > 0 ? new TooManyAttempts(wait) : refusal;
    }

    private boolean isPublic(String path) {
        return HEALTH.matcher(path).matches() || access.isPublic(path);
    }
}
