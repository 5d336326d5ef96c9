package dev.migrationcontrol.script;

import io.quarkus.runtime.configuration.MemorySize;
import org.eclipse.microprofile.config.ConfigProvider;

/** How large a script may be: a script takes a multiple of its size while it is read, split and sent. */
public final class ScriptSize {
    static final String SETTING = "migration-control.scripts.max-size";

    /** A statement was seen to take up to twelve times its size; texts beyond Latin-1 take twice as much. */
    private static final long SHARE_OF_HEAP = 32;

    private static final long SMALLEST = 1 << 20;

    private ScriptSize() {}

    /** In bytes. */
    public static long most() {
        return ConfigProvider.getConfig()
                .getOptionalValue(SETTING, MemorySize.class)
                .map(MemorySize::asLongValue)
                .orElseGet(ScriptSize::ofHeap);
    }

    /** A number of bytes, for people. */
    public static String megabytes(long bytes) {
        return Math.round(bytes / 104_857.6) / 10.0 + " MB";
    }

    /** What the heap has room for, in bytes. */
    public static long ofHeap() {
        return Math.max(SMALLEST, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }
}
