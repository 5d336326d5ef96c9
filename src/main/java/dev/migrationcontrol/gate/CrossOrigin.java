package dev.migrationcontrol.gate;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/** What a browser has to be answered so that a page of a configured origin may read the answer (CORS). */
final class CrossOrigin {
    private CrossOrigin() {}

    /** @return whether the request only asked beforehand what is allowed, and has its answer now */
    static boolean answered(RoutingContext call, String origin) {
        MultiMap headers = call.response().headers();
        headers.set("Access-Control-Allow-Origin", origin);
        headers.add("Vary", "Origin");
        headers.set("Access-Control-Expose-Headers", "Location, Preference-Applied, Retry-After");
        boolean asks = call.request().method().equals(HttpMethod.OPTIONS)
                && call.request().headers().contains("Access-Control-Request-Method");
        if (asks) {
            headers.set("Access-Control-Allow-Methods", "GET, POST");
            headers.set("Access-Control-Allow-Headers", "Content-Type, Idempotency-Key, Last-Event-ID, Prefer");
            call.response().setStatusCode(204).end();
        }
        return asks;
    }
}
