package dev.migrationcontrol.engine;

import io.quarkus.runtime.configuration.MemorySize;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * How large a script may be. Flyway and the driver hold a statement several times at once, as text and as bytes, so a script
 * takes a multiple of its size; how many of the larger ones are in memory at a time is bounded for the whole service.
 */
final class ScriptLimit {
    static final String SETTING = "migration-control.scripts.max-size";

    /** A statement was seen to take up to twelve times its size; texts beyond Latin-1 take twice as much. */
    private static final long SHARE_OF_HEAP = 32;

    private static final long SMALLEST = 1 << 20;

    /** Any number of scripts that are not larger may run at a time. */
    private static final long SMALL = 256 << 10;

    private static final int KIB = 1 << 10;
    private static final int ROOM = (int) (ofHeap() / KIB);
    private static final Semaphore FREE = new Semaphore(ROOM, true);

    private ScriptLimit() {}

    /** In bytes. */
    static long bytes() {
        return ConfigProvider.getConfig()
                .getOptionalValue(SETTING, MemorySize.class)
                .map(MemorySize::asLongValue)
                .orElseGet(ScriptLimit::ofHeap);
    }

    /** A number of bytes, for people. */
    static String megabytes(long bytes) {
        return Math.round(bytes / 104_857.6) / 10.0 + " MB";
    }

    private static long ofHeap() {
        return Math.max(SMALLEST, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

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
