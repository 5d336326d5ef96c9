package dev.migrationcontrol.rule.application;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;

/** The default of a column changes. */
final class DefaultChanged extends ActionRule {
    private static final RuleText TEXT = RuleText.of("default-changed", Level.INFO, "The default of a column changes")
            .why("The application that runs now may leave the column out and count on the old default.")
            .instead("Let the application say the value first, and change the default in a later release.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20) DEFAULT 'new', total integer);
                """)
            .bad("ALTER TABLE orders ALTER COLUMN state SET DEFAULT 'open';")
            .good("ALTER TABLE orders ALTER COLUMN total SET DEFAULT 0;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        String column = action instanceof TableAction.SetDefault set
                ? set.column()
                : action instanceof TableAction.DropDefault drop ? drop.column() : null;
        if (column != null && !table.isNew() && !step.isUndo()) {
            boolean had =
                    table.column(column).map(TableFacts.ColumnFacts::hasDefault).orElse(false);
            if (had) {
                step.report(
                        this, "Rows without a value for " + column + " of " + table + " get another one than before.");
            }
        }
    }
}
