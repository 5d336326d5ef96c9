package dev.migrationcontrol.environment;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The variables that configure one environment, apart from its URL variable: by key, placeholder, rule, accepted object. */
record PropertyBlock(
        Map<EnvironmentKey, String> variables,
        Map<String, String> placeholders,
        Map<String, String> rules,
        Map<String, String> accepted) {
    PropertyBlock() {
        this(new EnumMap<>(EnvironmentKey.class), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    Optional<String> variable(EnvironmentKey key) {
        return Optional.ofNullable(variables.get(key));
    }

    /** Any of its variables, to begin a message with. */
    String firstVariable() {
        return Stream.of(variables.values(), placeholders.values(), rules.values(), accepted.values())
                .flatMap(Collection::stream)
                .findFirst()
                .orElseThrow();
    }
}
