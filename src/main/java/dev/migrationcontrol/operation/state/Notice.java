package dev.migrationcontrol.operation.state;

import java.util.Optional;
import java.util.UUID;

/**
 * The messages of replicas to each other through the control database: they are short, and say only that there is
 * something to read there. Who missed one reads it anyway, a little later.
 */
public record Notice(Kind kind, UUID operation) {
    /** The channel of {@code LISTEN} and {@code NOTIFY}. */
    public static final String CHANNEL = "migration_control";

    public enum Kind {
        /** The operation has new events. */
        EVENTS,
        /** Someone wants the operation to end. */
        CANCEL
    }

    public static String events(UUID operation) {
        return Kind.EVENTS + " " + operation;
    }

    public static String cancel(UUID operation) {
        return Kind.CANCEL + " " + operation;
    }

    /** The notice that a payload says; empty where another version of the service says something else. */
    public static Optional<Notice> parse(String payload) {
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
