package dev.migrationcontrol.rule.application;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;

/** A column gets another name. */
final class RenameColumn extends ActionRule {
    private static final RuleText TEXT = RuleText.of("rename-column", Level.WARNING, "A column gets another name")
            .why("The application that runs now fails at its next statement.")
            .instead("Add a column with the new name, keep both filled, and drop the old one in a later " + "release.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("ALTER TABLE orders RENAME COLUMN state TO status;")
            .good("ALTER TABLE orders ADD COLUMN status varchar(20);");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.RenameColumn rename
                && !table.isNew()
                && !table.isTemporary()
                && !step.isUndo()) {
            step.report(this, "Whoever reads or writes " + rename.from() + " of " + table + " fails.");
        }
    }
}
