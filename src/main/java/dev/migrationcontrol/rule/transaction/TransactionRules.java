package dev.migrationcontrol.rule.transaction;

import dev.migrationcontrol.rule.Rule;
import java.util.List;

/** The rules about transactions and waiting. */
public final class TransactionRules {
    private TransactionRules() {}

    public static List<Rule> all() {
        return List.of(
                new LockTimeoutMissing(),
                new TimeoutUnfit(),
                new DdlBeforeRows(),
                new LockStrengthened(),
                new SeveralTablesLocked(),
                new ConcurrentlyInTransaction(),
                new ConcurrentlyLeavesInvalid(),
                new TransactionInScript(),
                new EnumValueInTransaction(),
                new NotValidLeft(),
                new NotRobust(),
                new OpaqueStatement(),
                new NewerThanServer(),
                new WorkAfterExclusive(),
                new SeveralAlters(),
                new LockBudget(),
                new LockOrder(),
                new BuiltThenThrownAway(),
                new UsesLaterObject(),
                new UndoHeavier());
    }
}
