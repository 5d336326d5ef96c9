package dev.migrationcontrol.rule;

import dev.migrationcontrol.environment.RulePolicy;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a policy says of rules.
 *
 * @param levels of rules, by their ids
 * @param accepted reasons for which the findings of rules are accepted everywhere, by their ids
 * @param smallTableRows a table with fewer rows and fewer bytes is small: work on it is short
 */
public record RuleSettings(
        Map<String, Level> levels, Map<String, String> accepted, long smallTableRows, long smallTableBytes) {
    public static final RuleSettings DEFAULT = new RuleSettings(Map.of(), Map.of(), 10_000, 10 << 20);

    public RuleSettings {
        levels = Map.copyOf(levels);
        accepted = Map.copyOf(accepted);
    }

    /** What an environment says. */
    public static RuleSettings of(RulePolicy policy) {
        Map<String, Level> levels = new TreeMap<>();
        policy.levels().forEach((rule, word) -> Level.of(word).ifPresent(level -> levels.put(rule, level)));
        return new RuleSettings(levels, policy.accepted(), policy.smallTableRows(), policy.smallTableBytes());
    }

    public Level of(RuleText rule) {
        return levels.getOrDefault(rule.id(), rule.level());
    }
}
