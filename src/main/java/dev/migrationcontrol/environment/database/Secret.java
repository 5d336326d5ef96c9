package dev.migrationcontrol.environment.database;

import com.fasterxml.jackson.annotation.JsonValue;

/** A value that is never printed, logged or serialised; {@link #reveal()} is the one way to it. */
public record Secret<T>(T reveal) {
    @Override
    @JsonValue
    public String toString() {
        return "***";
    }
}
