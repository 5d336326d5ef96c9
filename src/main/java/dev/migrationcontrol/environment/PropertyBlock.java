package dev.migrationcontrol.environment;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The variables that configure one environment, apart from its URL variable; by key, and by placeholder. */
record PropertyBlock(Map<EnvironmentKey, String> variables, Map<String, String> placeholders) {
    PropertyBlock() {
        this(new EnumMap<>(EnvironmentKey.class), new TreeMap<>());
    }

    Optional<String> variable(EnvironmentKey key) {
        return Optional.ofNullable(variables.get(key));
    }

    /** Any of its variables, to begin a message with. */
    String firstVariable() {
        return variables.isEmpty()
                ? placeholders.values().iterator().next()
                : variables.values().iterator().next();
    }
}
