package dev.migrationcontrol.engine;

import org.jspecify.annotations.Nullable;

/**
 * How other threads ask the work on a target to end. The first reason stays, but a harder one overrules it.
 *
 * <p>A cancellation is heard only once it is known what was done before it: what a replica that died, or a connection
 * that was lost, has committed has to be looked up first, so that it is not reported as not run.
 */
public final class StopSignal {
    private volatile @Nullable Why why;
    private volatile boolean looking;

    /** Why the work should end; the later overrule the earlier. */
    public enum Why {
        /** The service stops: end before the next script, so that another replica goes on. */
        DRAINING,
        /** The service stops now: end the running statement too. */
        HANDED_OVER,
        /** Someone cancelled the operation. */
        CANCELLED,
        /** This replica may not be the one any more: end at once, and touch nothing. */
        FENCED;

        /** Whether the statement that runs is ended, rather than waited for. */
        /** Whether the work should end in the middle of a statement. */
        public boolean endsStatements() {
            return this != DRAINING;
        }
    }

    public synchronized void because(Why reason) {
        Why now = why;
        if (now == null || reason.compareTo(now) > 0) {
            why = reason;
        }
    }

    /** What was done so far is not known. */
    public void lookFirst() {
        looking = true;
    }

    /** What was done so far is known. */
    public void looked() {
        looking = false;
    }

    /** Whether what was done so far is not known. */
    public boolean isLooking() {
        return looking;
    }

    /** Whether someone cancelled the operation, heard or not. */
    public boolean isCancelled() {
        return why == Why.CANCELLED;
    }

    /** Why the work should end; null while it should not. */
    public @Nullable Why why() {
        Why now = why;
        return now == Why.CANCELLED && looking ? null : now;
    }

    /** Whether the work should end in the middle of a statement. */
    public boolean endsStatements() {
        Why now = why();
        return now != null && now.endsStatements();
    }

    /**
     * @throws RunFailure when the work should end
     */
    public void check() throws RunFailure {
        Why now = why();
        if (now != null) {
            throw RunFailure.stopped(now);
        }
    }

    /**
     * Sleeps, but not beyond a request to end.
     *
     * @throws RunFailure when the work should end
     */
    public void sleep(long millis) throws RunFailure {
        long until = System.nanoTime() + millis * 1_000_000;
        do {
            check();
            long left = (until - System.nanoTime()) / 1_000_000;
            try {
                Thread.sleep(Math.max(0, Math.min(left, 50)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                because(Why.HANDED_OVER);
            }
        } while (System.nanoTime() < until);
        check();
    }
}
