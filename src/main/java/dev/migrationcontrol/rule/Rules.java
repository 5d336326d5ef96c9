package dev.migrationcontrol.rule;

import dev.migrationcontrol.environment.setting.Spelling;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A set of rules, and the way to ask them. */
public final class Rules {
    private static final int LONGEST_NAME = 100;

    private final Map<String, Rule> rules = new LinkedHashMap<>();

    public Rules(Collection<Rule> all) {
        all.stream().sorted(Comparator.comparing(Rule::id)).forEach(each -> {
            if (rules.put(each.id(), each) != null) {
                throw new IllegalStateException("two rules are called " + each.id());
            }
        });
    }

    /** Their texts, by their ids. */
    public List<RuleText> texts() {
        return rules.values().stream().map(Rule::text).toList();
    }

    public Optional<RuleText> find(String id) {
        return Optional.ofNullable(rules.get(id)).map(Rule::text);
    }

    /** The rule whose name is most like this one, as a sentence that ends a message; empty where none is like it. */
    public String meant(String id) {
        String start = id.substring(0, Math.min(LONGEST_NAME, id.length()));
        return Spelling.nearest(start, rules.keySet())
                .map(nearest -> " Perhaps " + nearest + " is meant.")
                .orElse("");
    }

    /** What they report, script by script in the order of the scripts. */
    public List<ScriptFinding> judge(JudgeInput input) {
        return new Judge(List.copyOf(rules.values()), input).judge(rules.keySet());
    }
}
