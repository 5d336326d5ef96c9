package dev.migrationcontrol.rule.data;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;

/** All rows of a table are deleted one by one. */
final class DeleteUnbatched implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "delete-unbatched", Level.WARNING, "All rows of a table are deleted one by one")
            .why("Every row is locked until the end and written to the write-ahead log, and the space "
                    + "is not given back.")
            .instead("TRUNCATE where nothing refers to the table, or delete in batches.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("DELETE FROM orders;")
            .good("DELETE FROM orders WHERE id BETWEEN 1 AND 1000;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.Delete delete && !delete.where()) {
            TableFacts table = step.table(delete.table());
            step.reportLock(this, table, "Every row of " + table + " is deleted in one transaction.");
        }
    }
}
