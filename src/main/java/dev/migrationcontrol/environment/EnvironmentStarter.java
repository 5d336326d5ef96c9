package dev.migrationcontrol.environment;

import dev.migrationcontrol.environment.database.Database;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.smallrye.config.SmallRyeConfig;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads the configuration and starts the embedded server if it is needed, before anything asks for an environment. */
@Singleton
final class EnvironmentStarter {
    private static final Logger LOG = Logger.getLogger("dev.migrationcontrol");
    private static final String CONTROL = "control";

    private final EnvironmentPlan blueprint;
    private final @Nullable EmbeddedServer server;
    private final Environments environments;

    @Inject
    EnvironmentStarter(SmallRyeConfig variables, EmbeddedConfig config) {
        this.blueprint = new EnvironmentPlanner(Variables.rawIn(variables), config, LaunchMode.current()).plan();
        this.server = blueprint.embeddedUse() == EmbeddedUse.NOTHING ? null : EmbeddedServer.start(config);
        try {
            blueprint.embedded().values().forEach(policy -> SampleMigrations.unpack(config, policy.locations()));
            this.environments = environments(blueprint, server);
        } catch (RuntimeException failure) {
            close(server);
            throw failure;
        }
    }

    @Produces
    @Singleton
    Environments environments() {
        return environments;
    }

    /** The embedded server; null where nothing needs it. */
    @Nullable
    EmbeddedServer server() {
        return server;
    }

    void announce(@Observes @Priority(1) StartupEvent event) {
        blueprint.warnings().forEach(LOG::warn);
        environments
                .all()
                .forEach(each -> LOG.infof(
                        "Environment %s: %s, from %s",
                        each.name(), each.database().display(), each.variable()));
    }

    void announce(@ObservesAsync HttpServerStart listening) {
        if (server == null) {
            return;
        }
        String url = "http://localhost:" + listening.options().getPort();
        LOG.info(
                blueprint.embeddedUse() == EmbeddedUse.CONTROL
                        ? StartBanner.control(server)
                        : StartBanner.everything(server, environments, url));
    }

    /** After every other observer, since they may still write to its databases. */
    void stop(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent event) {
        close();
    }

    /** Also after a start that failed later on, when no shutdown is announced. */
    @PreDestroy
    void close() {
        close(server);
    }

    private static void close(@Nullable EmbeddedServer server) {
        if (server != null) {
            server.close();
        }
    }

    private static Environments environments(EnvironmentPlan blueprint, @Nullable EmbeddedServer server) {
        List<Environment> all = new ArrayList<>(blueprint.environments());
        Database control = blueprint.control();
        if (server != null) {
            blueprint
                    .embedded()
                    .forEach((name, policy) -> all.add(
                            new Environment(name, server.database(name), null, EmbeddedServer.VARIABLE, policy)));
            control = server.database(CONTROL);
        }
        if (control == null) {
            throw new IllegalStateException("no control database");
        }
        return new Environments(all, control, blueprint.rehearsal());
    }
}
