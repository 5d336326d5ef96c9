package dev.migrationcontrol.probe;

import dev.migrationcontrol.environment.database.HostPort;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The servers that do not encrypt. Where a database only prefers encryption, asking for it costs such a server a process and
 * a connection each time, so its answer is remembered for a while.
 */
final class PlainServers {
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final Map<HostPort, Long> since = new ConcurrentHashMap<>();

    boolean isPlain(HostPort host) {
        Long learned = since.get(host);
        return learned != null && System.nanoTime() - learned < REMEMBERED.toNanos();
    }

    /** A connection, which asked for encryption, is or is not encrypted. */
    void learn(HostPort host, boolean encrypted) {
        if (encrypted) {
            since.remove(host);
        } else {
            since.putIfAbsent(host, System.nanoTime());
        }
    }

    /** The next connection asks again. */
    void forget(HostPort host) {
        since.remove(host);
    }
}
