package dev.migrationcontrol.observability;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often the service looks at what its health depends on. */
@ConfigMapping(prefix = "migration-control.health")
interface HealthConfig {
    /** How often the control database is asked. */
    @WithDefault("2s")
    Duration controlInterval();

    /** How many times in a row the control database must fail to answer before the service is not ready. */
    @WithDefault("3")
    int controlFailures();

    /** How often the environments are looked at, for the details of readiness. */
    @WithDefault("15s")
    Duration environmentsInterval();
}
