package dev.migrationcontrol.rule.transaction;

import dev.migrationcontrol.rehearsal.LockMode;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.ObjectName;

/** A transaction changes the schema of a table and then its rows. */
final class DdlBeforeRows implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "ddl-and-data", Level.WARNING, "A transaction changes the schema of a table and then its rows")
            .why("ACCESS EXCLUSIVE is held while the rows are changed, so nobody reads or writes the "
                    + "table until all is done.")
            .instead("Change the rows in a script of its own.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("""
                ALTER TABLE orders ADD COLUMN shipped boolean;
                UPDATE orders SET shipped = false WHERE total > 0;
                """)
            .good("""
                ALTER TABLE orders ADD COLUMN shipped boolean;
                -- next script
                UPDATE orders SET shipped = false WHERE total > 0;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        ObjectName name = command instanceof Command.Update update
                ? update.table()
                : command instanceof Command.Delete delete ? delete.table() : null;
        if (name != null && step.transaction().isOpen()) {
            TableFacts table = step.table(name);
            if (step.transaction().locks().get(table) == LockMode.ACCESS_EXCLUSIVE) {
                step.reportLock(
                        this,
                        table,
                        "The rows of " + table
                                + " are changed while the same transaction holds ACCESS EXCLUSIVE on it.");
            }
        }
    }
}
