package dev.migrationcontrol.operation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How operations are executed. */
@ConfigMapping(prefix = "migration-control.operations")
public interface OperationConfig {
    /** How many operations this node executes at once; each needs one connection to its target. */
    @WithDefault("8")
    int threads();

    /** How often this node looks for work that another node accepted. */
    @WithDefault("1s")
    Duration pollingInterval();

    /** How often a running executor says that it is alive; after four missed ones another node takes over. */
    @WithDefault("4s")
    Duration heartbeat();

    /** How long a stopping service waits for what it runs; shorter than the grace period of the orchestrator. */
    @WithDefault("10m")
    Duration shutdownWait();
}
