package dev.migrationcontrol.environment;

import dev.migrationcontrol.environment.database.Database;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** A database on the embedded server for scripts that are tried; the server is started when it is needed first. */
@Singleton
public final class EmbeddedScratch {
    private static final String NAME = "rehearsal";

    private final EmbeddedConfig config;
    private final @Nullable EmbeddedServer running;
    private @Nullable EmbeddedServer own;

    EmbeddedScratch(EnvironmentStarter starter, EmbeddedConfig config) {
        this.config = config;
        this.running = starter.server();
    }

    /**
     * A database that exists; its role may create others, and has no rights beyond them. Blocks for seconds when the server
     * is started for it.
     *
     * @throws StartRefused when the server cannot be started
     */
    public synchronized Database database() {
        EmbeddedServer server = running == null ? own : running;
        if (server == null) {
            server = EmbeddedServer.start(config);
            own = server;
        }
        return server.database(NAME).withUser(EmbeddedServer.TRIAL_USER);
    }

    @PreDestroy
    synchronized void close() {
        if (own != null) {
            own.close();
        }
    }
}
