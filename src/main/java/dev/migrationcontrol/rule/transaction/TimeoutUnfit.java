package dev.migrationcontrol.rule.transaction;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.statement.Command;

/** CONCURRENTLY runs under a statement_timeout. */
final class TimeoutUnfit implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "timeout-unfit", Level.WARNING, "CONCURRENTLY runs under a statement_timeout")
            .why("A statement that works CONCURRENTLY takes long and waits for others. When the limit "
                    + "ends it in the middle, an invalid index stays.")
            .instead("SET statement_timeout = 0 before it.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("""
                -- executeInTransaction=false
                SET statement_timeout = '30s';
                CREATE INDEX CONCURRENTLY orders_total ON orders (total);
                """)
            .good("CREATE INDEX CONCURRENTLY orders_total ON orders (total);");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        boolean concurrently = (command instanceof Command.CreateIndex create && create.concurrently())
                || (command instanceof Command.Reindex reindex && reindex.concurrently());
        String limit = step.facts().setting("statement_timeout");
        if (concurrently && !limit.isEmpty() && !limit.matches("'?0\\w*'?|default")) {
            step.report(
                    this,
                    "The statement_timeout of " + limit + " may end it in the middle; an invalid index would stay.");
        }
    }
}
