package dev.migrationcontrol.testdatabase;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Which environments are for tests, and how many databases are leased there. */
@ConfigMapping(prefix = "migration-control.test-databases")
interface TestDatabaseConfig {
    /** The environments on whose servers test databases are leased. Without it, {@code test} on the embedded server. */
    Optional<List<String>> environments();

    /** How many may be leased of one environment at once. */
    @WithDefault("50")
    int most();

    /** The longest time to live that a request may ask for. */
    @WithDefault("24h")
    Duration longest();

    /** How often those whose time is over are looked for and dropped. */
    @WithDefault("30s")
    Duration interval();
}
