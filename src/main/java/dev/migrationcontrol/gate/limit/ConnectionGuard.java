package dev.migrationcontrol.gate.limit;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Watches the connections of the HTTP server, which Netty hands it as a service: the limits of the framework end a connection
 * only when nothing at all is sent on it, and refuse new ones while callers that say nothing hold the old. It is public,
 * since Java's loader of services makes it: without that the packaged service does not start.
 */
public final class ConnectionGuard extends ChannelInitializerExtension {
    private static final String PREFIX = "migration-control.http.limits.";
    private static final Set<GuardedConnection> OPEN = ConcurrentHashMap.newKeySet();

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        // The settings of HttpLimits by their names: Netty may have loaded this class for an earlier start in the same
        // JVM.
        Config config = ConfigProvider.getConfig();
        GuardedConnection connection = new GuardedConnection(
                channel,
                config.getValue(PREFIX + "head-timeout", Duration.class),
                config.getValue(PREFIX + "idle-timeout", Duration.class),
                System::nanoTime);
        OPEN.add(connection);
        channel.closeFuture().addListener(closed -> OPEN.remove(connection));
        channel.pipeline().addFirst(connection);
        if (OPEN.size() > config.getValue(PREFIX + "connections", Integer.class)) {
            makeRoom(connection);
        }
    }

    /** A connection that waits for nothing gives way; where all are being answered, it is the new one. */
    private static void makeRoom(GuardedConnection newest) {
        OPEN.stream()
                .filter(each -> each != newest && each.isWaiting())
                .min(Comparator.comparingLong(GuardedConnection::waitingSince))
                .orElse(newest)
                .close();
    }
}
