package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;

/** A constraint is switched to NOT ENFORCED. */
final class NotEnforcedLocksParent extends ActionRule {
    private static final RuleText TEXT = RuleText.of(
                    "not-enforced-locks-parent", Level.INFO, "A constraint is switched to NOT ENFORCED")
            .since(18)
            .why("ACCESS EXCLUSIVE is taken on the table of the foreign key and on the one that it " + "refers to.")
            .instead("Do it in a short script of its own.")
            .setup("""
                CREATE TABLE customers (id bigint PRIMARY KEY, name text);
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer, placed timestamp);
                ALTER TABLE orders ADD CONSTRAINT customer_exists FOREIGN KEY (customer) REFERENCES customers;
                """)
            .bad("ALTER TABLE orders ALTER CONSTRAINT customer_exists NOT ENFORCED;")
            .good("ALTER TABLE orders ALTER COLUMN state SET DEFAULT '';");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.AlterConstraint alter && alter.notEnforced()) {
            step.reportLock(
                    this,
                    table,
                    "ACCESS EXCLUSIVE is taken on " + table + " and on the table that the foreign key refers to.");
        }
    }
}
