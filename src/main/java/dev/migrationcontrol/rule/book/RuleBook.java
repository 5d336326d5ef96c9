package dev.migrationcontrol.rule.book;

import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.Rules;
import dev.migrationcontrol.rule.lock.LockRules;
import java.util.List;
import java.util.stream.Stream;

/** All rules that the service knows. */
public final class RuleBook {
    private static final Rules ALL =
            new Rules(Stream.of(LockRules.all()).flatMap(List<Rule>::stream).toList());

    private RuleBook() {}

    public static Rules all() {
        return ALL;
    }
}
