package dev.migrationcontrol.operation;

import java.util.Optional;
import java.util.UUID;

/**
 * The messages of replicas to each other through the control database: they are short, and say only that there is
 * something to read there. Who missed one reads it anyway, a little later.
 */
record Notice(Kind kind, UUID operation) {
    /** The channel of {@code LISTEN} and {@code NOTIFY}. */
    static final String CHANNEL = "migration_control";

    enum Kind {
        /** The operation has new events. */
        EVENTS,
        /** Someone wants the operation to end. */
        CANCEL
    }

    static String events(UUID operation) {
        return Kind.EVENTS + " " + operation;
    }

    static String cancel(UUID operation) {
        return Kind.CANCEL + " " + operation;
    }

    /** The notice that a payload says; empty where another version of the service says something else. */
    static Optional<Notice> parse(String payload) {
        try {
            int space = payload.indexOf(' ');
            return Optional.of(new Notice(
                    Kind.valueOf(payload.substring(0, Math.max(0, space))),
                    UUID.fromString(payload.substring(space + 1))));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }
}
