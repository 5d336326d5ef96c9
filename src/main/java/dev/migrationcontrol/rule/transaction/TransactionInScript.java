package dev.migrationcontrol.rule.transaction;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.statement.Command;

/** A script begins or ends a transaction. */
final class TransactionInScript implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "transaction-in-script", Level.WARNING, "A script begins or ends a transaction")
            .why("The service runs a script and writes its row of the history in one transaction. A "
                    + "COMMIT in the script ends it too early: when a later statement fails, what was done "
                    + "stays, and the history does not say so.")
            .instead("Leave BEGIN and COMMIT out.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("""
                BEGIN;
                ALTER TABLE orders ADD COLUMN shipped date;
                COMMIT;
                """)
            .good("ALTER TABLE orders ADD COLUMN shipped date;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.Transaction ends
                && !step.isInBlock()
                && (ends.word().equals("COMMIT") || ends.word().equals("ROLLBACK"))
                && !step.sql().matches("(?is).*\\b(to|prepared)\\b.*")) {
            step.report(this, "The script ends a transaction by itself.");
        }
    }
}
