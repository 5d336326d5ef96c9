package dev.migrationcontrol.access;

import dev.migrationcontrol.problem.EarlyProblem;
import dev.migrationcontrol.problem.Refusal;
import dev.migrationcontrol.text.BoundedPattern;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Finds out who asks, right after the request gate: of a service with configured access, only health is for everyone. */
@Singleton
final class CallerGate {
    /** After the request gate, before everything else. */
    private static final int PRIORITY = 9_000;

    private static final Pattern HEALTH = Pattern.compile("/q/health(?:/[a-z]+){0,2}");
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([\\x21-\\x7e]{20,400})");

    private static final Pattern OURS = Pattern.compile("^ *+(?i:bearer) ++mct_");

    private static final Logger LOG = Logger.getLogger("dev.migrationcontrol");

    private final Access access;
    private final Attempts attempts = new Attempts(System::nanoTime);

    CallerGate(Access access) {
        this.access = access;
    }

    void register(@Observes Filters filters) {
        if (access.isOpen()) {
            LOG.info("Access is open: everyone who reaches the service may do everything. docs/access.md says how to"
                    + " configure tokens and roles");
        }
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext call) {
        try {
            Optional<Caller> caller = caller(call);
            if (caller.isPresent()) {
                CurrentCaller.set(call, caller.get());
                requireAll(caller.get(), String.valueOf(call.request().path()));
            } else if (!isPublic(String.valueOf(call.request().path()))) {
                throw Unauthenticated.missing();
            }
        } catch (Refusal refusal) {
            if (refusal.status() == 401) {
                call.response().putHeader("WWW-Authenticate", "Bearer realm=\"migration-control\"");
            } else if (refusal instanceof TooManyAttempts many) {
                call.response().putHeader("Retry-After", Long.toString(many.seconds()));
            }
            EarlyProblem.end(call, refusal);
            return;
        }
        call.next();
    }

    /** Metrics name all environments. */
    private void requireAll(Caller caller, String path) {
        if (PublicPage.METRICS.holds(path) && !access.isPublic(path)) {
            access.requireAll(caller);
        }
    }

    /** A wrong token of ours is refused even where none is needed; an open service ignores those of proxies. */
    private Optional<Caller> caller(RoutingContext call) {
        List<String> written = call.request().headers().getAll("Authorization");
        boolean ours =
                written.stream().anyMatch(each -> BoundedPattern.in(OURS, each).find());
        if (written.isEmpty() || access.isOpen() && !ours) {
            return access.isOpen() ? Optional.of(Caller.LOCAL) : Optional.empty();
        }
        Matcher bearer = BEARER.matcher(written.get(0).strip());
        Optional<Caller> caller =
                written.size() == 1 && bearer.matches() ? access.callerOf(bearer.group(1)) : Optional.empty();
        if (caller.isEmpty()) {
            SocketAddress address = call.request().remoteAddress();
            long wait = attempts.wrong(address == null ? "" : String.valueOf(address.hostAddress()));
            if (wait > 0) {
                throw new TooManyAttempts(wait);
            }
            throw bearer.matches() && written.size() == 1 ? Unauthenticated.unknown() : Unauthenticated.unreadable();
        }
        return caller;
    }

    private boolean isPublic(String path) {
        return HEALTH.matcher(path).matches() || access.isPublic(path);
    }
}
