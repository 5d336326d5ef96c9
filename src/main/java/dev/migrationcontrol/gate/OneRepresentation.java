package dev.migrationcontrol.gate;

import dev.migrationcontrol.problem.EarlyProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Most resources have one representation, so that it does not matter what a caller accepts: generated clients name only the
 * media type of problems, or none that fits. Where there is a choice, it counts.
 */
@Singleton
final class OneRepresentation {
    private static final Pattern CHOICE =
            Pattern.compile("/api/v1/(?:audits/[^/]+|environments/[^/]+/audit|conversions)/*");

    void register(@Observes Filters filters) {
        filters.register(this::disregard, 300);
    }

    private void disregard(RoutingContext call) {
        String path = String.valueOf(call.request().path());
        if (path.startsWith("/api/") && !CHOICE.matcher(path).matches()) {
            call.request().headers().remove(HttpHeaders.ACCEPT);
        }
        if (call.request().method().equals(HttpMethod.OPTIONS)) {
            call.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD, POST");
            EarlyProblem.end(call, new MethodRefused());
        } else {
            call.next();
        }
    }
}
