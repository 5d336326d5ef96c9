package dev.migrationcontrol.rule.application;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;

/** A table gets another name. */
final class RenameTable extends ActionRule {
    private static final RuleText TEXT = RuleText.of("rename-table", Level.WARNING, "A table gets another name")
            .why("The application that runs now fails at its next statement. Indexes, keys and "
                    + "sequences keep their old names.")
            .instead("Rename it, and make a view of the old name in the same script, until nobody uses it.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("ALTER TABLE orders RENAME TO purchases;")
            .good("CREATE VIEW purchases AS SELECT * FROM orders;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.RenameTable rename
                && !table.isNew()
                && !table.isTemporary()
                && !step.isUndo()) {
            step.report(this, "Whoever uses " + table + " fails; it is called " + rename.to() + " from here on.");
        }
    }
}
