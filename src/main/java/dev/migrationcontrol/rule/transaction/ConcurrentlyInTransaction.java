package dev.migrationcontrol.rule.transaction;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.sql.TransactionBlocks;
import dev.migrationcontrol.statement.Command;

/** A statement that refuses transactions is in one. */
final class ConcurrentlyInTransaction implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "concurrently-in-transaction", Level.ERROR, "A statement that refuses transactions is in one")
            .why("CREATE INDEX CONCURRENTLY, VACUUM and others fail inside of a transaction.")
            .instead("Put it into a script of its own, or write executeInTransaction=false into the .conf "
                    + "file of this one.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("""
                BEGIN;
                CREATE INDEX CONCURRENTLY orders_total ON orders (total);
                COMMIT;
                """)
            .good("CREATE INDEX CONCURRENTLY orders_total ON orders (total);");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (step.transaction().isOpen() && !step.isInBlock() && TransactionBlocks.refuse(Statement.of(step.sql(), 1))) {
            step.report(this, "This statement fails, since it is inside of a transaction.");
        }
    }
}
