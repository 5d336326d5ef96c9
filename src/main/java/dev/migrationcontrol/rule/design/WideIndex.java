package dev.migrationcontrol.rule.design;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.statement.Command;

/** An index has more than three columns. */
final class WideIndex implements Rule {
    private static final RuleText TEXT = RuleText.of("wide-index", Level.OFF, "An index has more than three columns")
            .why("Columns after the third seldom narrow the search any more, and every write keeps them.")
            .instead("Index the columns that narrow the search, and INCLUDE those that are only returned.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("""
                CREATE INDEX CONCURRENTLY orders_all ON orders (customer, state, total, id);
                """)
            .good("""
                CREATE INDEX CONCURRENTLY orders_all ON orders (customer, state) INCLUDE (total);
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    private static final int MOST = 3;

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.CreateIndex create
                && !create.unique()
                && create.columns().size() > MOST) {
            step.report(
                    this,
                    "The index on " + create.table() + " has "
                            + create.columns().size() + " columns.");
        }
    }
}
