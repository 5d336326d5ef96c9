package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;
import dev.migrationcontrol.statement.TableConstraint.Kind;

/** A CHECK is added and checked at once. */
final class CheckWithoutNotValid extends ActionRule {
    private static final RuleText TEXT = RuleText.of(
                    "check-without-not-valid", Level.WARNING, "A CHECK is added and checked at once")
            .why("The table is read whole under ACCESS EXCLUSIVE, which blocks reads and writes.")
            .instead("Add it as NOT VALID, and validate it in a later script: that only blocks changes of "
                    + "the schema.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer, placed timestamp);
                """)
            .bad("ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0);")
            .good("""
                ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;
                -- next script
                ALTER TABLE orders VALIDATE CONSTRAINT positive;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.AddConstraint add
                && add.constraint().is(Kind.CHECK)
                && !add.constraint().notValid()
                && !add.constraint().notEnforced()) {
            step.reportWork(this, table, "The CHECK makes PostgreSQL read " + table + " whole under ACCESS EXCLUSIVE.");
        }
    }
}
