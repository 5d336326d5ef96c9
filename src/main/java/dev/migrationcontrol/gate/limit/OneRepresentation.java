package dev.migrationcontrol.gate.limit;

import dev.migrationcontrol.problem.EarlyProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Most resources have one representation, so that it does not matter what a caller accepts: generated clients name only the
 * media type of problems, or none that fits. Where there is a choice, it counts.
 */
@Singleton
final class OneRepresentation {
    private static final Pattern CHOICE = Pattern.compile(
            "/api/v1/(?:(?:audits|plans|undo-drafts|migration-drafts)/[^/]+|environments/[^/]+/audit|conversions|checks)/*");

    private static final String TOKEN = "[A-Za-z0-9!#$&^_.+*-]{1,80}";
    private static final Pattern RANGE = Pattern.compile("(?<=^|,)\\s*(" + TOKEN + "/" + TOKEN
            + ")\\s*(?:;\\s*(?:q=(0(?:\\.\\d{0,3})?|1(?:\\.0{0,3})?)|[^,]*))?(?=,|$)");

    /** There is one language and one character set; the framework fails at some of their values too. */
    private static final List<String> NO_CHOICE = List.of("Accept-Language", "Accept-Charset");

    private static final String COMPRESSION = "Accept-Encoding";
    private static final Pattern GZIP = Pattern.compile("(?:^|[, ])gzip(?:$|[, ;])");

    void register(@Observes Filters filters) {
        filters.register(this::disregard, 300);
    }

    /** The framework fails at a header that is empty or of another form (Quarkus 3.33). */
    private static String readable(RoutingContext call) {
        return RANGE.matcher(String.join(",", call.request().headers().getAll(HttpHeaders.ACCEPT)))
                .results()
                .map(range -> range.group(1) + (range.group(2) == null ? "" : ";q=" + range.group(2)))
                .collect(Collectors.joining(","));
    }

    /** Pages for people are compressed, with what every browser knows; answers of the API are not. */
    private static void compress(RoutingContext call, String path) {
        boolean gzip = path.startsWith("/console")
                && GZIP.matcher(String.valueOf(call.request().getHeader(COMPRESSION)))
                        .find();
        call.request().headers().remove(COMPRESSION);
        if (gzip) {
            call.request().headers().set(COMPRESSION, "gzip");
        }
    }

    private void disregard(RoutingContext call) {
        String path = String.valueOf(call.request().path());
        NO_CHOICE.forEach(call.request().headers()::remove);
        compress(call, path);
        if (path.startsWith("/api/")) {
            String accepted = CHOICE.matcher(path).matches() ? readable(call) : "";
            call.request().headers().remove(HttpHeaders.ACCEPT);
            if (!accepted.isEmpty()) {
                call.request().headers().set(HttpHeaders.ACCEPT, accepted);
            }
        }
        if (call.request().method().equals(HttpMethod.OPTIONS)) {
            call.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD, POST");
            EarlyProblem.end(call, new MethodRefused());
        } else {
            call.next();
        }
    }
}
