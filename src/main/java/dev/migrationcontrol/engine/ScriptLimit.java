package dev.migrationcontrol.engine;

import dev.migrationcontrol.script.ScriptSize;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many of the larger scripts are in memory at a time. Flyway and the driver hold a statement several times at once, as
 * text and as bytes, so the room for a script is bounded for the whole service.
 */
final class ScriptLimit {
    /** Any number of scripts that are not larger may run at a time. */
    private static final long SMALL = 256 << 10;

    private static final int KIB = 1 << 10;
    private static final int ROOM = (int) (ScriptSize.ofHeap() / KIB);
    private static final Semaphore FREE = new Semaphore(ROOM, true);

    private ScriptLimit() {}

    /** The room in memory that a script takes, to be given back. */
    interface Room extends AutoCloseable {
        Room NONE = () -> {};

        @Override
        void close();
    }

    /**
     * Waits for room for a script.
     *
     * @throws RunFailure when the work should end meanwhile
     */
    static Room await(long bytes, StopSignal stop) throws RunFailure {
        int needed = needed(bytes);
        while (needed > 0 && !tryFor(needed, stop)) {
            stop.check();
        }
        return needed == 0 ? Room.NONE : () -> FREE.release(needed);
    }

    /** Whether a script is so small that it may be read ahead of its turn. */
    static boolean isSmall(long bytes) {
        return needed(bytes) == 0;
    }

    private static boolean tryFor(int needed, StopSignal stop) {
        try {
            return FREE.tryAcquire(needed, 200, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.because(StopSignal.Why.HANDED_OVER);
            return false;
        }
    }

    private static int needed(long bytes) {
        return bytes <= SMALL ? 0 : (int) Math.min(ROOM, bytes / KIB);
    }
}
