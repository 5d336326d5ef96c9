package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;

/** A new column numbers its rows. */
final class AddColumnSerial extends ActionRule {
    private static final RuleText TEXT = RuleText.of(
                    "add-column-serial", Level.WARNING, "A new column numbers its rows")
            .why("A serial or identity column gets a number for every row: the table and its indexes "
                    + "are written anew under ACCESS EXCLUSIVE.")
            .instead("Add a plain column, make a sequence, set nextval() as the default for new rows, and "
                    + "number the old rows in batches.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer, placed timestamp);
                """)
            .bad("ALTER TABLE orders ADD COLUMN number bigserial;")
            .good("""
                ALTER TABLE orders ADD COLUMN number bigint;
                CREATE SEQUENCE orders_number OWNED BY orders.number;
                ALTER TABLE orders ALTER COLUMN number SET DEFAULT nextval('orders_number');
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.AddColumn add && add.column().isNumbered()) {
            step.reportWork(
                    this,
                    table,
                    "The column " + add.column().name() + " gets a number for every row of " + table
                            + ", which is written anew under ACCESS EXCLUSIVE.");
        }
    }
}
