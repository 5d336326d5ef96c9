package dev.migrationcontrol.conversion.tool;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where sources may be read, and which tools may be run on them. */
@ConfigMapping(prefix = "migration-control.consolidation")
public interface ConversionConfig {
    /** Folders below which sources may be named; there are none by default. */
    Optional<List<Path>> roots();

    /**
     * Programs by system, run only for requests that ask for it: they run the project's own code. There are none by
     * default.
     */
    Map<String, Path> tools();

    /** How long a tool may run. */
    @WithDefault("60s")
    Duration toolTimeout();

    /** How long the migrations of one system may be tried on scratch databases, and how long all calls of its tool may take. */
    @WithDefault("10m")
    Duration trialTimeout();

    /** How many bytes of memory each process of a tool may have; 0 for any. */
    @WithDefault("2000000000")
    long toolMemory();

    /** How many bytes a tool may print. */
    @WithDefault("20000000")
    int toolOutput();
}
