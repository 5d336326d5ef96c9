package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;

/** A constraint is added as NOT VALID and validated in the same transaction. */
final class ValidateInSameTransaction extends ActionRule {
    private static final RuleText TEXT = RuleText.of(
                    "validate-in-same-transaction",
                    Level.WARNING,
                    "A constraint is added as NOT VALID and validated in the same transaction")
            .why("The strong lock of the ADD is held until the transaction ends, so through the scan "
                    + "of the VALIDATE as well.")
            .instead("Validate it in a script of its own.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer, placed timestamp);
                """)
            .bad("""
                ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;
                ALTER TABLE orders VALIDATE CONSTRAINT positive;
                """)
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
        if (action instanceof TableAction.ValidateConstraint validate
                && step.transaction().isOpen()
                && step.transaction().addedNotValid(table, validate.name())) {
            step.reportLock(
                    this,
                    table,
                    "The constraint " + validate.name() + " was added in the same transaction, whose lock on " + table
                            + " is held while it is validated.");
        }
    }
}
