package dev.migrationcontrol.audit;

import dev.migrationcontrol.problem.Problem;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Holds every body that is no archive to a megabyte, since the framework knows one limit for all of them only, and says why:
 * the framework's own answer has no body.
 */
@Singleton
final class BodyLimit {
    private static final long JSON = 1L << 20;

    private final long archive;

    BodyLimit(TreeAuditConfig config, @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize all) {
        this.archive = Math.min(config.maxUpload().asLongValue(), all.asLongValue());
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, 400);
    }

    private void check(RoutingContext call) {
        String type = String.valueOf(call.request().getHeader(HttpHeaders.CONTENT_TYPE))
                .toLowerCase(Locale.ROOT);
        boolean packed = type.startsWith("application/gzip") || type.startsWith("application/zip");
        long limit = packed ? archive : JSON;
        String length = call.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null && packed) {
            call.next();
        } else if (length == null) {
            call.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, JSON);
            call.next();
        } else if (length.length() > 18 || Long.parseLong(length) > limit) {
            call.response()
                    .setStatusCode(413)
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .putHeader(HttpHeaders.CONNECTION, "close")
                    .end(new JsonObject()
                            .put("type", Problem.TYPE_BASE + "body-too-large")
                            .put("title", "The body is too large")
                            .put("status", 413)
                            .put(
                                    "detail",
                                    "The body has more than " + limit + " bytes."
                                            + (packed
                                                    ? " Leave out what is not needed (dependencies, build results, data)."
                                                    : ""))
                            .put("instance", call.request().path())
                            .encode());
        } else {
            call.next();
        }
    }
}
