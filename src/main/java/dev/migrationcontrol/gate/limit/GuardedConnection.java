package dev.migrationcontrol.gate.limit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.AttributeKey;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One connection of the HTTP server, which is closed when its caller takes too long to ask for something. */
final class GuardedConnection extends ChannelDuplexHandler {
    private static final AttributeKey<GuardedConnection> GUARD = AttributeKey.valueOf("migration-control.guard");

    private static final String DECODER = "httpDecoder";
    private static final long LOOK_SECONDS = 3;

    private final Channel channel;
    private final long headNanos;
    private final long idleNanos;
    private final LongSupplier nanoTime;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile long since;
    private volatile boolean begun;

    GuardedConnection(Channel channel, Duration head, Duration idle, LongSupplier nanoTime) {
        this.channel = channel;
        this.headNanos = head.toNanos();
        this.idleNanos = idle.toNanos();
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
        channel.attr(GUARD).set(this);
    }

    /** The guard of a connection; null where the server was set up without. */
    static @Nullable GuardedConnection of(Channel channel) {
        return channel.attr(GUARD).get();
    }

    /** A request has come, and will be answered. */
    void asked() {
        requests.incrementAndGet();
    }

    /** A request is answered; from now on the next one is awaited. */
    void answered() {
        begun = false;
        since = nanoTime.getAsLong();
        requests.decrementAndGet();
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
        if (isWaiting() && nanoTime.getAsLong() - since > (begun ? headNanos : idleNanos)) {
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
            since = nanoTime.getAsLong();
            addVersionCheck(context);
        }
        super.channelRead(context, message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        super.write(context, message instanceof ByteBuf bytes ? HeadProblem.instead(bytes) : message, promise);
    }
}
