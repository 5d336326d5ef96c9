package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;
import dev.migrationcontrol.statement.TableConstraint.Kind;

/** An exclusion constraint is added. */
final class ExclusionConstraint extends ActionRule {
    private static final RuleText TEXT = RuleText.of(
                    "exclusion-constraint", Level.WARNING, "An exclusion constraint is added")
            .why("Its index is built and checked under ACCESS EXCLUSIVE, and there is no form that "
                    + "does it online.")
            .instead("Add it when nobody works, or to a new table that replaces this one.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer, placed timestamp);
                """)
            .bad("ALTER TABLE orders ADD CONSTRAINT one_total EXCLUDE USING btree (total WITH =);")
            .good("CREATE UNIQUE INDEX CONCURRENTLY one_total ON orders (total);");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.AddConstraint add && add.constraint().is(Kind.EXCLUDE)) {
            step.reportWork(
                    this,
                    table,
                    "The index of the exclusion is built while " + table + " is locked against reads and writes.");
        }
    }
}
