package dev.migrationcontrol.operation.idempotency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How keys of requests are remembered. */
@ConfigMapping(prefix = "migration-control.operations")
interface KeyConfig {
    /** How long the key of a request is remembered; at least 24 hours. */
    @WithDefault("7d")
    Duration keyRetention();
}
