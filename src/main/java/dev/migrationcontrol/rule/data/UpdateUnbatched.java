package dev.migrationcontrol.rule.data;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;

/** All rows of a table are updated at once. */
final class UpdateUnbatched implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "update-unbatched", Level.WARNING, "All rows of a table are updated at once")
            .why("Every row is locked until the end, the table may grow to twice its size, and the "
                    + "write-ahead log with it.")
            .instead("Update in batches, each in a transaction of its own.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("UPDATE orders SET state = 'new';")
            .good("UPDATE orders SET state = 'new' WHERE id BETWEEN 1 AND 1000;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.Update update && !update.where()) {
            TableFacts table = step.table(update.table());
            step.reportLock(this, table, "Every row of " + table + " is updated in one transaction.");
        }
    }
}
