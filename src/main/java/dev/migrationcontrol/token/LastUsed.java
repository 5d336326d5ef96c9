package dev.migrationcontrol.token;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** When this replica wrote for the last time that a token was used: once a minute is enough. */
final class LastUsed {
    static final Duration INTERVAL = Duration.ofMinutes(1);

    private final LongSupplier nanos;
    private final Map<String, Long> written = new ConcurrentHashMap<>();

    LastUsed(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether it is to be written now; says so once in a minute. */
    boolean isDue(String id) {
        long now = nanos.getAsLong();
        boolean[] due = {false};
        written.compute(id, (key, last) -> {
            due[0] = last == null || now - last >= INTERVAL.toNanos();
            return due[0] ? Long.valueOf(now) : last;
        });
        return due[0];
    }

    /** Forgets all others. */
    void keep(Collection<String> ids) {
        written.keySet().retainAll(ids);
    }
}
