package dev.migrationcontrol.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often and how long a delivery is tried; as it is, for about a day. */
@ConfigMapping(prefix = "migration-control.webhook-retries")
interface RetryConfig {
    /** How long to wait after the first failure; three times as long after each further one. */
    @WithDefault("5s")
    Duration firstDelay();

    /** How long to wait at the most. */
    @WithDefault("6h")
    Duration longestDelay();

    /** After how many failures a delivery is dead. */
    @WithDefault("12")
    int attempts();

    /** How many deliveries may wait for one receiver; what comes then is given up at once, and can be tried by hand. */
    @WithDefault("10000")
    int mostPending();

    /** How long deliveries that arrived are kept. */
    @WithDefault("7d")
    Duration keepDelivered();

    /** How long deliveries that were given up are kept. */
    @WithDefault("30d")
    Duration keepDead();
}
