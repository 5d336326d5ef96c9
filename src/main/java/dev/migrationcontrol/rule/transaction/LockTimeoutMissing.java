package dev.migrationcontrol.rule.transaction;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;

/** A script waits for a strong lock without a limit. */
final class LockTimeoutMissing implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "lock-timeout-missing", Level.WARNING, "A script waits for a strong lock without a limit")
            .why("While it waits for its lock, every later query of the table waits until it is done. The "
                    + "service sets a limit; this script takes it away.")
            .instead("Leave lock_timeout as the service sets it, or set a short one.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("""
                SET LOCAL lock_timeout = 0;
                ALTER TABLE orders ADD COLUMN shipped date;
                """)
            .good("""
                SET LOCAL lock_timeout = '2s';
                ALTER TABLE orders ADD COLUMN shipped date;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.AlterTable alter
                && alter.kind().equals("table")
                && step.facts().setting("lock_timeout").matches("'?0\\w*'?")) {
            TableFacts table = step.table(alter.name());
            step.reportLock(
                    this,
                    table,
                    "ALTER TABLE waits for its lock without a limit, and every later query of " + table
                            + " waits until it is done.");
        }
    }
}
