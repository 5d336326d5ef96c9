package dev.migrationcontrol.environment;

import java.time.Duration;

/** Bounds a wait for something outside that can only be asked again and again. */
final class Deadline {
    private static final Duration POLL = Duration.ofMillis(100);

    private final long end;

    Deadline(Duration patience) {
        this.end = System.nanoTime() + patience.toNanos();
    }

    /** Waits a moment; false once the time is up or the thread is interrupted. */
    boolean waitMore() {
        if (System.nanoTime() - end >= 0) {
            return false;
        }
        try {
            Thread.sleep(POLL.toMillis());
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
