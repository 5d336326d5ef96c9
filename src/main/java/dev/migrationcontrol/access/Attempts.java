package dev.migrationcontrol.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Wrong credentials, counted by address and minute, so that nobody can try many. Right ones are never held up by them. */
final class Attempts {
    private static final int MOST = 10;
    private static final int MOST_ADDRESSES = 10_000;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanos;
    private final Map<String, Integer> wrong = new LinkedHashMap<>();
    private long begun;

    Attempts(LongSupplier nanos) {
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
    }

    /** Counts one; @return the seconds to wait, 0 while it is not too many. */
    synchronized long wrong(String address) {
        long now = nanos.getAsLong();
        if (now - begun >= MINUTE) {
            begun = now;
            wrong.clear();
        }
        if (wrong.size() >= MOST_ADDRESSES && !wrong.containsKey(address)) {
            wrong.remove(wrong.keySet().iterator().next());
        }
        int count = wrong.merge(address, 1, Integer::sum);
        return count <= MOST ? 0 : 1 + TimeUnit.NANOSECONDS.toSeconds(MINUTE - (now - begun));
    }

    /** How many addresses are remembered. */
    synchronized int addresses() {
        return wrong.size();
    }
}
