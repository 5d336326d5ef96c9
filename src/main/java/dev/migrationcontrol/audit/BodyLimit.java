package dev.migrationcontrol.audit;

import dev.migrationcontrol.problem.Problem;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;

/** Holds every body that is no archive to a megabyte: the framework knows one limit for all of them only. */
@Singleton
final class BodyLimit {
    private static final long JSON = 1L << 20;

    void register(@Observes Filters filters) {
        filters.register(BodyLimit::check, 400);
    }

    private static void check(RoutingContext call) {
        String type = String.valueOf(call.request().getHeader(HttpHeaders.CONTENT_TYPE))
                .toLowerCase(Locale.ROOT);
        if (type.startsWith("application/gzip") || type.startsWith("application/zip")) {
            call.next();
            return;
        }
        String length = call.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            call.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, JSON);
            call.next();
        } else if (length.length() > 18 || Long.parseLong(length) > JSON) {
            call.response()
                    .setStatusCode(413)
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .putHeader(HttpHeaders.CONNECTION, "close")
                    .end(new JsonObject()
                            .put("type", Problem.TYPE_BASE + "body-too-large")
                            .put("title", "The body is too large")
                            .put("status", 413)
                            .put("detail", "The body has more than " + JSON + " bytes.")
                            .put("instance", call.request().path())
                            .encode());
        } else {
            call.next();
        }
    }
}
