package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;
import dev.migrationcontrol.statement.TableConstraint.Kind;

/** A new column with a default refers to another table. */
final class AddColumnReferences extends ActionRule {
    private static final RuleText TEXT = RuleText.of(
                    "add-column-references", Level.WARNING, "A new column with a default refers to another table")
            .why("The new column has a value in every row, so both tables are read while the one is "
                    + "locked against reads and writes, and the other against writes.")
            .instead("Add the column without the reference, then the foreign key as NOT VALID, and "
                    + "validate it in a later script.")
            .setup("""
                CREATE TABLE customers (id bigint PRIMARY KEY);
                INSERT INTO customers VALUES (1);
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer, placed timestamp);
                """)
            .bad("ALTER TABLE orders ADD COLUMN payer bigint DEFAULT 1 REFERENCES customers;")
            .good("""
                ALTER TABLE orders ADD COLUMN payer bigint DEFAULT 1;
                ALTER TABLE orders ADD CONSTRAINT payer_exists FOREIGN KEY (payer) REFERENCES customers NOT VALID;
                -- next script
                ALTER TABLE orders VALIDATE CONSTRAINT payer_exists;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.AddColumn add
                && add.column().has(Kind.FOREIGN_KEY)
                && add.column().defaultValue() != null
                && !add.column().defaultValue().isNull()) {
            step.reportWork(
                    this,
                    table,
                    "The new column " + add.column().name()
                            + " refers to another table and has a default: both tables are read" + " while " + table
                            + " is locked against reads and writes.");
        }
    }
}
