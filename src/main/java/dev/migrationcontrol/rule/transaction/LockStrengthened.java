package dev.migrationcontrol.rule.transaction;

import dev.migrationcontrol.rehearsal.LockMode;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.TableAction;

/** A transaction changes rows of a table and then its schema. */
final class LockStrengthened implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "lock-strengthened", Level.WARNING, "A transaction changes rows of a table and then its schema")
            .why("It strengthens its lock from ROW EXCLUSIVE to ACCESS EXCLUSIVE: two sessions that do "
                    + "so end in a deadlock, and pending events of triggers make the ALTER fail.")
            .instead("Change the schema first, or in a script of its own.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("""
                UPDATE orders SET state = 'new' WHERE state IS NULL;
                ALTER TABLE orders ALTER COLUMN state SET DEFAULT 'new';
                """)
            .good("""
                UPDATE orders SET state = 'new' WHERE state IS NULL;
                -- next script
                ALTER TABLE orders ALTER COLUMN state SET DEFAULT 'new';
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.AlterTable alter
                && alter.kind().equals("table")
                && step.transaction().isOpen()
                && alter.actions().stream().noneMatch(TableAction.ValidateConstraint.class::isInstance)) {
            TableFacts table = step.table(alter.name());
            if (step.transaction().locks().get(table) == LockMode.ROW_EXCLUSIVE
                    && step.transaction().changedRows(table)) {
                step.reportLock(
                        this,
                        table,
                        "The lock on " + table + " is strengthened in the same transaction that changed its rows.");
            }
        }
    }
}
