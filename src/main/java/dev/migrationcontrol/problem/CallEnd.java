package dev.migrationcontrol.problem;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The end of a call, whether it was answered or its connection broke. The framework replaces the handlers for broken connections
 * that others have set on a response (Quarkus 3.33), so the connection itself is asked.
 */
public final class CallEnd {
    private CallEnd() {}

    /** Does something once, when the call is over. */
    public static void then(RoutingContext call, Runnable work) {
        AtomicBoolean done = new AtomicBoolean();
        Runnable once = () -> {
            if (!done.getAndSet(true)) {
                work.run();
            }
        };
        ChannelFuture closed =
                ((ConnectionBase) call.request().connection()).channel().closeFuture();
        ChannelFutureListener broken = close -> once.run();
        closed.addListener(broken);
        call.addEndHandler(ended -> {
            closed.removeListener(broken);
            once.run();
        });
    }
}
