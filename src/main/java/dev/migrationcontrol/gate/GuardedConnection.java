package dev.migrationcontrol.gate;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.AttributeKey;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One connection of the HTTP server, which is closed when its caller takes too long to ask for something. */
final class GuardedConnection extends ChannelDuplexHandler {
    /** How many requests of a connection are being answered. */
    static final AttributeKey<AtomicInteger> REQUESTS = AttributeKey.valueOf("migration-control.requests");

    private static final String DECODER = "httpDecoder";
    private static final long LOOK_SECONDS = 3;

    private final Channel channel;
    private final long headNanos;
    private final long idleNanos;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile long since = System.nanoTime();
    private volatile boolean begun;

    GuardedConnection(Channel channel, Duration head, Duration idle) {
        this.channel = channel;
        this.headNanos = head.toNanos();
        this.idleNanos = idle.toNanos();
        channel.attr(REQUESTS).set(requests);
    }

    boolean isWaiting() {
        return requests.get() == 0;
    }

    long waitingSince() {
        return since;
    }

    void close() {
        channel.close();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        lookLater(context);
        super.channelActive(context);
    }

    private void lookLater(ChannelHandlerContext context) {
        context.executor().schedule(() -> look(context), LOOK_SECONDS, TimeUnit.SECONDS);
    }

    private void look(ChannelHandlerContext context) {
        if (!isWaiting()) {
            since = System.nanoTime();
            begun = false;
        } else if (System.nanoTime() - since > (begun ? headNanos : idleNanos)) {
            close();
        }
        if (channel.isActive()) {
            lookLater(context);
        }
    }

    /** The server's own handlers are there by the first byte. */
    private static void addVersionCheck(ChannelHandlerContext context) {
        if (context.pipeline().get(DECODER) != null && context.pipeline().get(VersionCheck.class) == null) {
            context.pipeline().addAfter(DECODER, "version", new VersionCheck());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (!begun && isWaiting()) {
            begun = true;
            since = System.nanoTime();
            addVersionCheck(context);
        }
        super.channelRead(context, message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        super.write(context, message instanceof ByteBuf bytes ? HeadProblem.instead(bytes) : message, promise);
    }
}
