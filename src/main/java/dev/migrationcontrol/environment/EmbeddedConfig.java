package dev.migrationcontrol.environment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Settings of the embedded PostgreSQL server. */
@ConfigMapping(prefix = "migration-control.embedded")
interface EmbeddedConfig {
    /** Keeps the data over restarts. */
    @WithDefault("data/postgres")
    Path dataDirectory();

    /** Holds the server's programs; may be deleted while it does not run. */
    @WithDefault("data/postgres-binaries")
    Path unpackDirectory();

    /** Zero takes any free port. */
    @WithDefault("0")
    int port();

    /** Whether a commit is on disk before it is answered; off for tests only. */
    @WithDefault("true")
    boolean fsync();

    /** How long it may take to answer, the recovery after a crash included. */
    @WithDefault("60s")
    Duration startTimeout();

    /** Acknowledges that a packaged service keeps its own records in the embedded server, on one replica. */
    @WithDefault("false")
    boolean control();

    /** The migrations of an entirely embedded service; the sample unless configured. */
    Optional<String> sampleLocations();
}
