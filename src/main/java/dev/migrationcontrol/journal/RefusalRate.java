package dev.migrationcontrol.journal;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How many refused requests are written down: so many of one address and of all in a minute, however many there are. */
final class RefusalRate {
    private static final int ALL = 10;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final int ofOneAddress;
    private final LongSupplier nanos;
    private final Map<String, Integer> byAddress = new HashMap<>();
    private long begun;
    private int written;
    private long leftOut;

    RefusalRate(int ofOneAddress, LongSupplier nanos) {
        this.ofOneAddress = ofOneAddress;
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
    }

    /** Whether the next one is written down. */
    synchronized boolean allows(String address) {
        long now = nanos.getAsLong();
        if (now - begun >= MINUTE) {
            begun = now;
            written = 0;
            byAddress.clear();
        }
        if (written >= ALL * ofOneAddress || byAddress.getOrDefault(address, 0) >= ofOneAddress) {
            leftOut++;
            return false;
        }
        byAddress.merge(address, 1, Integer::sum);
        written++;
        return true;
    }

    /** How many have been left out since this was asked for the last time. */
    synchronized long takeLeftOut() {
        long taken = leftOut;
        leftOut = 0;
        return taken;
    }
}
