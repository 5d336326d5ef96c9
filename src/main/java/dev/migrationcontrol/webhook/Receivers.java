package dev.migrationcontrol.webhook;

import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.environment.Misconfigurations;
import dev.migrationcontrol.environment.StartRefused;
import dev.migrationcontrol.environment.Variables;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The configured receivers; they do not change while the service runs. */
@Singleton
final class Receivers {
    private static final Logger LOG = Logger.getLogger(Receivers.class);

    private final Map<String, Receiver> byName = new LinkedHashMap<>();

    @Inject
    Receivers(SmallRyeConfig config, Environments environments) {
        this(read(Variables.rawIn(config), environments));
    }

    Receivers(List<Receiver> receivers) {
        receivers.forEach(each -> byName.put(each.name(), each));
    }

    /** The receivers of these variables; throws {@link StartRefused}. */
    static List<Receiver> read(Map<String, String> raw, Environments environments) {
        Misconfigurations misconfigurations = new Misconfigurations();
        Variables variables = new Variables(raw, misconfigurations);
        List<Receiver> receivers = new ReceiverReader(variables, environments, misconfigurations).read();
        if (!misconfigurations.all().isEmpty()) {
            throw new StartRefused(misconfigurations.all());
        }
        return receivers;
    }

    void announce(@Observes @Priority(2) StartupEvent event) {
        all().forEach(each -> LOG.infof("Webhook %s: %s, %s", each.name(), each.origin(), each.events()));
    }

    List<Receiver> all() {
        return List.copyOf(byName.values());
    }

    Optional<Receiver> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Receiver require(String name) {
        return find(name).orElseThrow(() -> new UnknownWebhook(name, all()));
    }
}
