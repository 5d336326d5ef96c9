package dev.migrationcontrol.access;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** The caller of the request that is being answered; nobody where none is, as in work of the service itself. */
final class CurrentCaller {
    private static final String KEY = CurrentCaller.class.getName();

    private CurrentCaller() {}

    static void set(RoutingContext call, Caller caller) {
        call.put(KEY, caller);
    }

    static Optional<Caller> get() {
        ArcContainer container = Arc.container();
        if (container == null || !container.requestContext().isActive()) {
            return Optional.empty();
        }
        RoutingContext call =
                container.instance(CurrentVertxRequest.class).get().getCurrent();
        return Optional.ofNullable(call).map(each -> each.get(KEY));
    }
}
