package dev.migrationcontrol.webhook;

import dev.migrationcontrol.environment.database.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events are sent where.
 *
 * @param secret signs every message: {@code whsec_} and Base64
 * @param environments empty for all
 */
record Receiver(
        String name, URI url, Secret<String> secret, List<String> events, List<String> environments, Duration timeout) {
    /** Every event of operations. */
    static final String ALL_EVENTS = "operation.*";

    boolean wants(String event, @Nullable String environment) {
        return (events.contains(event) || event.startsWith("operation.") && events.contains(ALL_EVENTS))
                && (environments.isEmpty() || (environment != null && environments.contains(environment)));
    }

    /** Scheme, host and port: the rest may hold a token. */
    String origin() {
        return url.getScheme() + "://" + url.getRawAuthority();
    }
}
