package dev.migrationcontrol.journal;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How many refused requests are written down: so many of one caller and of all in a minute, however many there are. */
final class RefusalRate {
    private static final int ALL = 10;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final int ofOneCaller;
    private final LongSupplier nanos;
    private final Map<String, Integer> byCaller = new HashMap<>();
    private long begun;
    private int written;
    private long leftOut;

    RefusalRate(int ofOneCaller, LongSupplier nanos) {
        this.ofOneCaller = ofOneCaller;
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
    }

    /**
     * Whether the next one is written down.
     *
     * @param caller who is refused, or the address while nobody is known
     */
    synchronized boolean allows(String caller) {
        long now = nanos.getAsLong();
        if (now - begun >= MINUTE) {
            begun = now;
            written = 0;
            byCaller.clear();
        }
        if (written >= ALL * ofOneCaller || byCaller.getOrDefault(caller, 0) >= ofOneCaller) {
            leftOut++;
            return false;
        }
        byCaller.merge(caller, 1, Integer::sum);
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
