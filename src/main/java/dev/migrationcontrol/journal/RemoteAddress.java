package dev.migrationcontrol.journal;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Where the request that is being answered came from. */
final class RemoteAddress {
    private RemoteAddress() {}

    /** With a proxy in front it is the caller's only when {@code quarkus.http.proxy} trusts that proxy. */
    static @Nullable String ofThisRequest() {
        ArcContainer container = Arc.container();
        if (container == null || !container.requestContext().isActive()) {
            return null;
        }
        RoutingContext current =
                container.instance(CurrentVertxRequest.class).get().getCurrent();
        SocketAddress address = current == null ? null : current.request().remoteAddress();
        return address == null ? null : address.hostAddress();
    }
}
