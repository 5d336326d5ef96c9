package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;

/** A new column is generated and stored. */
final class AddColumnGeneratedStored extends ActionRule {
    private static final RuleText TEXT = RuleText.of(
                    "add-column-generated-stored", Level.WARNING, "A new column is generated and stored")
            .why("The value is computed for every row: the table and its indexes are written anew "
                    + "under ACCESS EXCLUSIVE. A virtual column, which PostgreSQL has since 18, is not "
                    + "stored and costs nothing.")
            .instead("Use a virtual column or a view, or add a plain column that a trigger fills, and fill "
                    + "the old rows in batches.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer, placed timestamp);
                """)
            .bad("""
                ALTER TABLE orders ADD COLUMN twice integer GENERATED ALWAYS AS (total * 2) STORED;
                """)
            .good("CREATE VIEW doubled AS SELECT id, total * 2 AS twice FROM orders;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.AddColumn add
                && add.column().generated().equals("STORED")) {
            step.reportWork(
                    this,
                    table,
                    "The column " + add.column().name() + " is computed and stored for every row of " + table
                            + ", which is written anew under ACCESS EXCLUSIVE.");
        }
    }
}
