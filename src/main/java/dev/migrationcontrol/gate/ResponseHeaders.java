package dev.migrationcontrol.gate;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What every answer tells browsers: not to guess types, not to show it within another page, to load nothing for it from
 * elsewhere, and to keep no copy of what a caller may see. What a page says itself is kept.
 */
@Singleton
final class ResponseHeaders {
    /** Before the request gate, so that its own answers have them too. */
    private static final int FIRST = 11_000;

    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    /** Swagger UI comes with a script and styles within its page, and pictures within its styles. */
    private static final String PAGE = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self'"
            + " 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    /** The console has neither scripts nor styles within its pages. */
    private static final String CONSOLE =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Instance<PageConnections> connections;
    private volatile @Nullable String page;

    ResponseHeaders(@Any Instance<PageConnections> connections) {
        this.connections = connections;
    }

    void register(@Observes Filters filters) {
        filters.register(
                call -> {
                    call.addHeadersEndHandler(ignored -> complete(call));
                    call.next();
                },
                FIRST);
    }

    private void complete(RoutingContext call) {
        MultiMap headers = call.response().headers();
        String path = String.valueOf(call.request().path());
        boolean page = path.startsWith("/q/swagger-ui");
        boolean console = path.equals("/console") || path.startsWith("/console/");
        add(headers, "X-Content-Type-Options", "nosniff");
        add(headers, "X-Frame-Options", "DENY");
        // Without a referrer a form would say that it comes from nowhere.
        add(headers, "Referrer-Policy", console ? "same-origin" : "no-referrer");
        add(headers, "Content-Security-Policy", console ? CONSOLE : page ? page() : NOTHING);
        // A page that may be asked for again can be gone back to; a stored one could not.
        add(headers, "Cache-Control", console ? "private, no-cache" : "no-store");
        if (call.request().isSSL()) {
            add(headers, "Strict-Transport-Security", "max-age=31536000");
        }
    }

    /** Swagger UI asks issuers itself, once people may log in there. */
    private String page() {
        String known = page;
        if (known == null) {
            String origins = connections.stream()
                    .flatMap(each -> each.origins().stream())
                    .collect(Collectors.joining(" "));
            known = origins.isEmpty() ? PAGE : PAGE + "; connect-src 'self' " + origins;
            page = known;
        }
        return known;
    }

    private static void add(MultiMap headers, String name, String value) {
        if (!headers.contains(name)) {
            headers.add(name, value);
        }
    }
}
