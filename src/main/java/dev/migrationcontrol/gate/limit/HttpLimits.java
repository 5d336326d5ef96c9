package dev.migrationcontrol.gate.limit;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much callers may ask for at once, and how long they may take to say it. */
@ConfigMapping(prefix = "migration-control.http.limits")
interface HttpLimits {
    /** Connections at once; beyond it the one that has been idle longest is closed. */
    @WithDefault("2000")
    int connections();

    /** How long the head of a request may take, from its first byte. */
    @WithDefault("15s")
    Duration headTimeout();

    /** How long a connection may stay open without a request. */
    @WithDefault("75s")
    Duration idleTimeout();

    /** Requests that are being answered at once, streams of events aside. */
    @WithDefault("1000")
    int requests();

    /** How long the body of a request may take, archives aside. */
    @WithDefault("20s")
    Duration bodyTimeout();

    /** Bodies that are in memory at once, in bytes, archives aside. */
    @WithDefault("16M")
    MemorySize bodies();

    /** Streams of events at once. */
    @WithDefault("500")
    int streams();

    /** Streams of one operation's events at once. */
    @WithDefault("100")
    int streamsOfOneOperation();
}
