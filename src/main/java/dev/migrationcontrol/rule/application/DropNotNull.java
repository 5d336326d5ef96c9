package dev.migrationcontrol.rule.application;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;

/** A column may be null from here on. */
final class DropNotNull extends ActionRule {
    private static final RuleText TEXT = RuleText.of("drop-not-null", Level.INFO, "A column may be null from here on")
            .why("The application that runs now may read nulls that it does not expect.")
            .instead("Release an application that can read them first.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20) NOT NULL, total integer);
                """)
            .bad("ALTER TABLE orders ALTER COLUMN state DROP NOT NULL;")
            .good("ALTER TABLE orders ALTER COLUMN state SET DEFAULT 'new';");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.DropNotNull drop && !table.isNew() && !step.isUndo()) {
            step.report(this, "Readers of " + drop.column() + " of " + table + " may get nulls.");
        }
    }
}
