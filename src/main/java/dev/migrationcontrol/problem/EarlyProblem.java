package dev.migrationcontrol.problem;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Answers a request with a problem before any resource has seen it. */
public final class EarlyProblem {
    private EarlyProblem() {}

    /** Ends the call; its connection too where a body is still to come, which nobody reads. */
    public static void end(RoutingContext call, Refusal refusal) {
        HttpServerResponse response = call.response();
        if (!call.request().isEnded()) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        if (refusal.status() == 503) {
            response.putHeader(HttpHeaders.RETRY_AFTER, "1");
        }
        JsonObject body = new JsonObject()
                .put("type", Problem.TYPE_BASE + refusal.slug())
                .put("title", refusal.title())
                .put("status", refusal.status())
                .put("detail", refusal.detail())
                .put("instance", Shortened.of(String.valueOf(call.request().path()), 200));
        refusal.members().forEach(body::put);
        response.setStatusCode(refusal.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(body.encode());
    }
}
