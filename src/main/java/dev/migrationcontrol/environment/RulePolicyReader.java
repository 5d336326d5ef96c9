package dev.migrationcontrol.environment;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads what an environment says of rules: {@code rules.<id>}, {@code accepted-rules.<id>} and what is small. */
final class RulePolicyReader {
    static final String LEVELS = "rules.";
    static final String ACCEPTED = "accepted-rules.";
    private static final Set<String> WORDS = Set.of("error", "warning", "info", "off");
    private static final int LONGEST_REASON = 500;

    private final Variables variables;
    private final Misconfigurations misconfigurations;

    RulePolicyReader(Variables variables, Misconfigurations misconfigurations) {
        this.variables = variables;
        this.misconfigurations = misconfigurations;
    }

    RulePolicy read(PropertyBlock block, RulePolicy otherwise) {
        Map<String, String> levels = new TreeMap<>(otherwise.levels());
        Map<String, String> accepted = new TreeMap<>(otherwise.accepted());
        block.rules()
                .forEach((key, name) -> variables.find(name).ifPresent(variable -> {
                    String value = variable.value().strip();
                    if (key.startsWith(LEVELS)) {
                        level(key.substring(LEVELS.length()), value, variable, levels);
                    } else if (value.isEmpty() || value.length() > LONGEST_REASON) {
                        misconfigurations.add(
                                variable.name(),
                                "has an unusable value",
                                "write the reason, in 500 characters at the most");
                    } else {
                        accepted.put(key.substring(ACCEPTED.length()), value);
                    }
                }));
        return new RulePolicy(
                levels,
                accepted,
                rows(block).orElse(otherwise.smallTableRows()),
                bytes(block).orElse(otherwise.smallTableBytes()));
    }

    private void level(String rule, String value, Variable variable, Map<String, String> levels) {
        String word = value.toLowerCase(Locale.ROOT);
        if (WORDS.contains(word)) {
            levels.put(rule, word);
        } else {
            misconfigurations.add(variable.name(), "has an unusable value", "write error, warning, info or off");
        }
    }

    private Optional<Long> rows(PropertyBlock block) {
        Optional<Variable> variable =
                block.variable(EnvironmentKey.SMALL_TABLE_ROWS).flatMap(variables::find);
        String value = variable.map(each -> each.value().strip()).orElse("");
        if (variable.isPresent() && !value.matches("\\d{1,15}")) {
            misconfigurations.add(variable.get().name(), "has an unusable value", "write a whole number, 0 or more");
            return Optional.empty();
        }
        return variable.map(each -> Long.valueOf(value));
    }

    private Optional<Long> bytes(PropertyBlock block) {
        Optional<Variable> variable =
                block.variable(EnvironmentKey.SMALL_TABLE_BYTES).flatMap(variables::find);
        if (variable.isEmpty()) {
            return Optional.empty();
        }
        try {
            MemorySize size =
                    new MemorySizeConverter().convert(variable.get().value().strip());
            return Optional.of(size.asLongValue());
        } catch (IllegalArgumentException | NullPointerException e) {
            misconfigurations.add(variable.get().name(), "has an unusable value", "write a size such as 10M");
            return Optional.empty();
        }
    }
}
