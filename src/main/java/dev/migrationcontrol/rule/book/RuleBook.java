package dev.migrationcontrol.rule.book;

import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.Rules;
import dev.migrationcontrol.rule.access.AccessRules;
import dev.migrationcontrol.rule.application.ApplicationRules;
import dev.migrationcontrol.rule.data.DataRules;
import dev.migrationcontrol.rule.design.DesignRules;
import dev.migrationcontrol.rule.lock.LockRules;
import dev.migrationcontrol.rule.transaction.TransactionRules;
import java.util.List;
import java.util.stream.Stream;

/** All rules that the service knows. */
public final class RuleBook {
    private static final Rules ALL = new Rules(Stream.of(
                    LockRules.all(),
                    TransactionRules.all(),
                    ApplicationRules.all(),
                    DataRules.all(),
                    AccessRules.all(),
                    DesignRules.all())
            .flatMap(List<Rule>::stream)
            .toList());

    private RuleBook() {}

    public static Rules all() {
        return ALL;
    }
}
