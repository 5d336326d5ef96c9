package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;
import dev.migrationcontrol.statement.TableConstraint.Kind;

/** A foreign key is added and checked at once. */
final class ForeignKeyWithoutNotValid extends ActionRule {
    private static final RuleText TEXT = RuleText.of(
                    "foreign-key-without-not-valid", Level.WARNING, "A foreign key is added and checked at once")
            .why("Both tables are locked against writes by SHARE ROW EXCLUSIVE while both are read.")
            .instead("Add it as NOT VALID, and validate it in a later script: that blocks no write.")
            .setup("""
                CREATE TABLE customers (id bigint PRIMARY KEY, name text);
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer, placed timestamp);
                CREATE INDEX orders_customer ON orders (customer);
                """)
            .bad("""
                ALTER TABLE orders ADD CONSTRAINT customer_exists FOREIGN KEY (customer) REFERENCES customers;
                """)
            .good("""
                ALTER TABLE orders ADD CONSTRAINT customer_exists FOREIGN KEY (customer) REFERENCES customers NOT VALID;
                -- next script
                ALTER TABLE orders VALIDATE CONSTRAINT customer_exists;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.AddConstraint add
                && add.constraint().is(Kind.FOREIGN_KEY)
                && !add.constraint().notValid()
                && !add.constraint().notEnforced()) {
            step.reportWork(
                    this,
                    table,
                    "Writes to " + table + " and to " + add.constraint().references()
                            + " wait while the foreign key is checked for every row.");
        }
    }
}
