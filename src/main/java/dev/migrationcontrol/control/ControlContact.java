package dev.migrationcontrol.control;

import dev.migrationcontrol.engine.RunAborted;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.StopSignal;
import java.time.Duration;

/**
 * Whether an attempt has lately been in touch with the control database. Without that another replica may have taken over, so
 * nothing new is begun; what runs is let run, since the lock on the target keeps others off.
 */
public final class ControlContact {
    private static final long LOOK_MILLIS = 100;

    private final Duration freshFor;
    private final Duration patience;
    private volatile long made = System.nanoTime();

    /**
     * @param freshFor how long a contact counts
     * @param patience how long to wait for the next one
     */
    public ControlContact(Duration freshFor, Duration patience) {
        this.freshFor = freshFor;
        this.patience = patience;
    }

    public void made() {
        made = System.nanoTime();
    }

    /**
     * Returns when there was contact lately.
     *
     * @throws RunAborted when there is none for too long
     * @throws RunFailure when the work should end meanwhile
     */
    public void await(StopSignal stop) throws RunFailure {
        stop.check();
        while (isOlderThan(freshFor)) {
            if (isOlderThan(freshFor.plus(patience))) {
                throw new RunAborted("The control database has not answered for "
                        + freshFor.plus(patience).toSeconds() + " s, so no further step is begun.");
            }
            stop.sleep(LOOK_MILLIS);
        }
    }

    private boolean isOlderThan(Duration age) {
        return System.nanoTime() - made > age.toNanos();
    }
}
