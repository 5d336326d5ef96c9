package dev.migrationcontrol.audit.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How far an audit of a database goes. */
@ConfigMapping(prefix = "migration-control.audit.database")
interface DatabaseAuditConfig {
    /** How long it may take, connecting included. */
    @WithDefault("30s")
    Duration timeout();

    /** How many of the newest rows of each version table are reported. */
    @WithDefault("1000")
    int mostRecords();
}
