package dev.migrationcontrol.gate.limit;

import dev.migrationcontrol.problem.CallEnd;
import io.netty.bootstrap.ChannelInitializerExtension;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/** Sets the HTTP server up: {@link ConnectionGuard} watches its connections, and they speak HTTP/1.1 alone. */
@Singleton
final class ServerSetup implements HttpServerOptionsCustomizer {
    /** A caller that still sends may not see the answer when its connection is closed at once. */
    private static final long LINGER_MILLIS = TimeUnit.SECONDS.toMillis(2);

    ServerSetup() {
        letNettyAsk();
    }

    /** Before anything opens a connection: Netty (4.1) looks only once. */
    void start(@Observes @Priority(0) StartupEvent event) {
        letNettyAsk();
    }

    private static void letNettyAsk() {
        System.setProperty(ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
    }

    void register(@Observes Filters filters) {
        filters.register(ServerSetup::count, 100_000);
    }

    private static void count(RoutingContext call) {
        GuardedConnection guard =
                GuardedConnection.of(((ConnectionBase) call.request().connection()).channel());
        if (guard != null) {
            guard.asked();
            CallEnd.then(call, guard::answered);
        }
        // Where a body is still to come, nobody reads it any more. An answer may be written before the server has seen
        // the end of a request that has come in whole, so only what is still open later on ends the connection.
        call.addEndHandler(ended -> {
            if (!call.request().isEnded()) {
                call.vertx().setTimer(LINGER_MILLIS, late -> closeUnlessEnded(call));
            }
        });
        call.next();
    }

    private static void closeUnlessEnded(RoutingContext call) {
        if (!call.request().isEnded()) {
            call.request().connection().close();
        }
    }
}
