package dev.migrationcontrol.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be configured of a receiver. */
enum ReceiverKey {
    URL,
    SECRET,
    EVENTS,
    ENVIRONMENTS,
    TIMEOUT,
    ALLOW_HTTP;

    /** As written in a properties file. */
    String property() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private boolean mayBeInFile() {
        return this == URL || this == SECRET;
    }

    /** The key of a property's last part, which may name a file that holds the value. */
    static Optional<ReceiverKey> find(String property) {
        return Arrays.stream(values())
                .filter(key -> key.property().equals(property)
                        || (key.mayBeInFile() && (key.property() + "-file").equals(property)))
                .findFirst();
    }

    static List<String> properties() {
        return Arrays.stream(values()).map(ReceiverKey::property).toList();
    }
}
