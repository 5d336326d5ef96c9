package dev.migrationcontrol.journal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the journal publishes its head. */
@ConfigMapping(prefix = "migration-control.journal")
interface JournalConfig {
    /** How often the head of the chain is written to the log, when it has moved; a log elsewhere is a witness. */
    @WithDefault("1h")
    Duration logHeadEvery();

    /** How many refused requests of one address are written down in a minute; ten times as many of all together. */
    @WithDefault("60")
    int refusedPerMinute();
}
