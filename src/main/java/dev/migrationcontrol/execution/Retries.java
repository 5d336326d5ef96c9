package dev.migrationcontrol.execution;

import java.time.Duration;
import java.util.Optional;

/**
 * The tries of one part of the work, such as a script: their number, and the time since the first of them failed. Time in
 * which a try did what it could do is not counted, and a part that came to its end gives the next one everything anew.
 */
final class Retries {
    private final Backoff backoff;
    private final Attempts.Work work;
    private int done;
    private long firstFailure;
    private Duration worked = Duration.ZERO;

    Retries(Backoff backoff, Attempts.Work work) {
        this.backoff = backoff;
        this.work = work;
    }

    int tries() {
        return backoff.tries();
    }

    /**
     * A try has failed.
     *
     * @return how long to wait; empty when it was the last
     */
    Optional<Duration> next(boolean outage, long now) {
        if (work.done() > done) {
            done = work.done();
            backoff.reset();
        }
        if (backoff.tries() == 0) {
            firstFailure = now;
            worked = Duration.ZERO;
        } else {
            worked = worked.plus(work.worked());
        }
        Duration since = Duration.ofNanos(now - firstFailure).minus(worked);
        return backoff.next(outage, since.isNegative() ? Duration.ZERO : since);
    }
}
