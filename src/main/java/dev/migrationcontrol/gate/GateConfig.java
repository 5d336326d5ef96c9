package dev.migrationcontrol.gate;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** By which names the service may be called, and from which web pages. */
@ConfigMapping(prefix = "migration-control.http")
interface GateConfig {
    /** Names of the service in addition to those of the loopback interface. */
    Optional<List<String>> allowedHosts();

    /** Origins of other web pages that may call the service. */
    Optional<List<String>> allowedOrigins();
}
