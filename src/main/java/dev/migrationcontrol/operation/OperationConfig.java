package dev.migrationcontrol.operation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How operations are executed. */
@ConfigMapping(prefix = "migration-control.operations")
interface OperationConfig {
    /** After so many missed heartbeats a replica counts as dead. */
    int MISSED_HEARTBEATS = 4;

    /** How many operations this replica executes at once; each needs one connection to its target. */
    @WithDefault("8")
    int threads();

    /** How often this replica looks for work that another replica accepted. */
    @WithDefault("1s")
    Duration pollingInterval();

    /** How often a running replica says that it is alive; after four missed ones another replica takes over. */
    @WithDefault("4s")
    Duration heartbeat();

    /** How often a stream of events without news sends a comment. */
    @WithDefault("10s")
    Duration eventHeartbeat();

    /** How long the events of an operation are kept after it ended. */
    @WithDefault("30d")
    Duration eventRetention();

    /** How long an operation is kept after it ended, with its steps, its last event and its report. */
    @WithDefault("400d")
    Duration retention();

    /** How often what is kept no longer is looked for and removed. */
    @WithDefault("1h")
    Duration retentionInterval();

    /** After how many deaths of replicas at the same step an operation is not taken up again. */
    @WithDefault("2")
    int deathsAtStep();

    /** How long a stopping service waits for the statement that runs before it ends it; shorter than the grace period of the orchestrator. */
    @WithDefault("30s")
    Duration shutdownWait();
}
