package dev.migrationcontrol.environment;

import java.util.Map;

/**
 * What an environment says of the rules on scripts.
 *
 * @param levels how much the findings of a rule matter, by its id: {@code error}, {@code warning}, {@code info} or
 *     {@code off}
 * @param accepted why the findings of a rule are accepted, by its id
 * @param smallTableRows work on a table with fewer rows and fewer bytes is short
 */
public record RulePolicy(
        Map<String, String> levels, Map<String, String> accepted, long smallTableRows, long smallTableBytes) {
    static final RulePolicy DEFAULT = new RulePolicy(Map.of(), Map.of(), 10_000, 10 << 20);

    public RulePolicy {
        levels = Map.copyOf(levels);
        accepted = Map.copyOf(accepted);
    }
}
