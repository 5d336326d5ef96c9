package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.statement.Command;

/** A script locks a table by name. */
final class ExplicitLock implements Rule {
    private static final RuleText TEXT = RuleText.of("explicit-lock", Level.WARNING, "A script locks a table by name")
            .why("The lock is held until the transaction ends.")
            .instead("Take the weakest mode that is enough, as late as possible.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer, placed timestamp);
                """)
            .bad("LOCK TABLE orders IN SHARE MODE;")
            .good("LOCK TABLE orders IN ROW EXCLUSIVE MODE;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.LockTable lock
                && !lock.mode().startsWith("ROW")
                && !lock.mode().equals("ACCESS SHARE")
                && !lock.mode().equals("SHARE UPDATE EXCLUSIVE")) {
            lock.tables().stream()
                    .map(step::table)
                    .forEach(table -> step.reportLock(
                            this,
                            table,
                            "LOCK TABLE holds " + lock.mode() + " on " + table + " until the transaction ends."));
        }
    }
}
