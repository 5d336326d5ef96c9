package dev.migrationcontrol.gate;

import dev.migrationcontrol.environment.StartRefused;
import dev.migrationcontrol.problem.EarlyProblem;
import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.problem.Refusal;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The one place that keeps web pages of other sites out: nothing of a request is done before it has passed. Programs,
 * which send neither {@code Origin} nor {@code Sec-Fetch-Site}, only have to call the service by one of its names.
 */
@Singleton
final class RequestGate {
    private static final int BEFORE_EVERYTHING = 10_000;

    /** Methods without a body that counts; a browser asks first before it sends a DELETE for a page of another site. */
    private static final Set<String> BODILESS = Set.of("GET", "HEAD", "OPTIONS", "DELETE");

    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    /** Probes call the service by its address, some without any name. */
    private static final Pattern HEALTH = Pattern.compile("/q/health(?:/[a-z]+){0,2}");

    private static final String NO_HOST =
            "must be given exactly once: a name or an address, and a port where it is needed";
    private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");
    private static final int LONGEST_SHOWN = 100;

    private final AllowedHosts hosts;
    private final AllowedOrigins origins;

    RequestGate(GateConfig config) {
        this.hosts = configured(
                AllowedHosts.SETTING, "names such as migrations.example.org", config.allowedHosts(), AllowedHosts::new);
        this.origins = configured(
                AllowedOrigins.SETTING,
                "origins such as https://portal.example.org",
                config.allowedOrigins(),
                AllowedOrigins::new);
    }

    private static <T> T configured(
            String setting, String instead, Optional<List<String>> entries, Function<List<String>, T> reader) {
        try {
            return reader.apply(
                    entries.orElse(List.of()).stream().map(String::strip).toList());
        } catch (IllegalArgumentException e) {
            throw new StartRefused(setting, "has the unusable entry '" + e.getMessage() + "'", "write " + instead);
        }
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_EVERYTHING);
    }

    /** A host that cannot be read at all fails before any filter, and would be answered as a fault (Vert.x 4.5). */
    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(call -> {
            if (call.statusCode() == 400 && call.request().authority() == null) {
                EarlyProblem.end(call, new InvalidRequest("Host", NO_HOST));
            } else {
                call.next();
            }
        });
    }

    private void check(RoutingContext call) {
        try {
            Optional<Authority> called = requireHost(call.request());
            Optional<String> foreign = requireOrigin(call.request(), called);
            if (foreign.isPresent() && CrossOrigin.answered(call, foreign.get())) {
                return;
            }
            requireBodyType(call);
        } catch (Refusal refusal) {
            EarlyProblem.end(call, refusal);
            return;
        }
        call.next();
    }

    /** An absolute request target names a host too, which then counts (RFC 9112). */
    private Optional<Authority> requireHost(HttpServerRequest request) {
        List<String> written = request.headers().getAll("Host");
        if (HEALTH.matcher(String.valueOf(request.path())).matches()) {
            return written.stream().findFirst().flatMap(Authority::parse);
        }
        if (written.size() > 1 || (written.isEmpty() && request.authority() == null)) {
            throw new InvalidRequest("Host", NO_HOST);
        }
        String host = written.isEmpty() ? String.valueOf(request.authority()) : written.get(0);
        Optional<Authority> called = Authority.parse(host);
        if (!hosts.allow(called)) {
            throw new ForeignHost(shown(host));
        }
        String target = request.uri();
        if (!target.startsWith("/") && !target.equals("*")) {
            String named =
                    target.replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*://", "").replaceFirst("[/?#].*$", "");
            if (!hosts.allow(Authority.parse(named))) {
                throw new ForeignHost(shown(named));
            }
        }
        if (request.authority() != null && !hosts.allow(Authority.parse(String.valueOf(request.authority())))) {
            throw new ForeignHost(shown(String.valueOf(request.authority())));
        }
        return called;
    }

    /** @return the origin of another site that the configuration allows; empty for a request of no other site */
    private Optional<String> requireOrigin(HttpServerRequest request, Optional<Authority> called) {
        List<String> written = request.headers().getAll("Origin");
        if (written.size() > 1) {
            throw new ForeignOrigin("several origins");
        }
        if (written.size() == 1) {
            String origin = written.get(0);
            if (origins.isConfigured(origin)) {
                return Optional.of(origin);
            }
            if (!origins.isOwn(origin, called)) {
                throw new ForeignOrigin(shown(origin));
            }
        }
        List<String> sites = request.headers().getAll("Sec-Fetch-Site");
        if (!OWN_SITE.containsAll(sites) && !isLinkToAPage(request)) {
            throw new ForeignOrigin("Sec-Fetch-Site: " + shown(String.join(", ", sites)));
        }
        return Optional.empty();
    }

    /** A link on another site may lead to pages for people, never into the API, where a look may cost much. */
    private static boolean isLinkToAPage(HttpServerRequest request) {
        return request.method().name().equals("GET")
                && !String.valueOf(request.path()).contains("/api")
                && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && "document".equals(request.getHeader("Sec-Fetch-Dest"));
    }

    private static void requireBodyType(RoutingContext call) {
        HttpServerRequest request = call.request();
        String method = request.method().name();
        List<String> types = request.headers().getAll("Content-Type");
        if (BODILESS.contains(method)) {
            return;
        }
        if (BodyType.isForm(types, call.normalizedPath())) {
            requireOwnPage(request);
        } else if (!BodyType.isAccepted(types, String.valueOf(request.path()))) {
            throw new BodyTypeRefused(shown(method));
        }
    }

    /** Both headers were compared before, where they are there; every browser sends at least one with a form. */
    private static void requireOwnPage(HttpServerRequest request) {
        if (!request.headers().contains("Origin") && !request.headers().contains("Sec-Fetch-Site")) {
            throw new ForeignOrigin("neither Origin nor Sec-Fetch-Site");
        }
    }

    private static String shown(String text) {
        String printable = UNPRINTABLE.matcher(text).replaceAll("?");
        return printable.length() <= LONGEST_SHOWN ? printable : printable.substring(0, LONGEST_SHOWN) + "…";
    }
}
