package dev.migrationcontrol.control;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The time of the control database, which decides about leases, heartbeats and retention: replicas whose own clocks are
 * wrong agree on it. It is read from time to time, and goes on with the monotonic timer in between, so that a replica
 * whose clock is set does not notice.
 */
@Singleton
public final class ControlClock extends Clock {
    /** A reading that took longer says too little. */
    private static final long WORST_NANOS = Duration.ofSeconds(1).toNanos();

    private final Clock local;
    private final LongSupplier nanos;
    private volatile @Nullable Reading last;

    private record Reading(Instant time, long at) {}

    @Inject
    public ControlClock() {
        this(Clock.systemUTC(), System::nanoTime);
    }

    /**
     * @param local the time that counts before the first reading
     * @param nanos the monotonic timer
     */
    public ControlClock(Clock local, LongSupplier nanos) {
        this.local = local;
        this.nanos = nanos;
    }

    /** The monotonic timer, to be asked before the database is asked for its time. */
    public long nanos() {
        return nanos.getAsLong();
    }

    /**
     * The database said its time; it is right to half of the time that the question took.
     *
     * @param asked {@link #nanos()} before the question
     */
    public void read(Instant time, long asked) {
        long now = nanos();
        if (last == null || now - asked <= WORST_NANOS) {
            last = new Reading(time.plusNanos((now - asked) / 2), now);
        }
    }

    @Override
    public Instant instant() {
        Reading reading = last;
        return reading == null ? local.instant() : reading.time().plusNanos(nanos() - reading.at());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(this, Duration.ZERO).withZone(zone);
    }
}
