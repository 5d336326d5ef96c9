package dev.migrationcontrol.freeze;

import dev.migrationcontrol.access.Change;
import dev.migrationcontrol.access.Obstacle;
import dev.migrationcontrol.access.Restriction;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.environment.Variables;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** All freezes: those of the configuration, and those that were set by requests. */
@Singleton
final class Freezes implements Restriction {
    private static final Logger LOG = Logger.getLogger("dev.migrationcontrol");

    private final List<ConfiguredFreeze> configured;
    private final FreezeStore store;
    private final Clock clock;

    @Inject
    Freezes(SmallRyeConfig config, Environments environments, FreezeStore store, Clock clock) {
        this.configured = FreezeReader.read(Variables.rawIn(config), environments);
        this.store = store;
        this.clock = clock;
    }

    void announce(@Observes @Priority(2) StartupEvent event) {
        configured.forEach(each -> LOG.infof(
                "Freeze %s of %s",
                each.freeze().name(), String.join(", ", each.freeze().environments())));
    }

    List<ConfiguredFreeze> configured() {
        return configured;
    }

    /** Those that were set by requests and are now. */
    List<SetFreeze> set() {
        return store.active(now());
    }

    Instant now() {
        return clock.instant();
    }

    @Override
    public List<Obstacle> against(Change change) {
        List<Freeze> all = Stream.concat(
                        configured.stream().map(ConfiguredFreeze::freeze),
                        set().stream().map(SetFreeze::freeze))
                .toList();
        return FreezeRule.against(change, all, now());
    }
}
