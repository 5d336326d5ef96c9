package dev.migrationcontrol.rule.transaction;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.statement.Command;

/** CREATE INDEX CONCURRENTLY IF NOT EXISTS keeps an invalid index. */
final class ConcurrentlyLeavesInvalid implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "concurrently-leaves-invalid",
                    Level.WARNING,
                    "CREATE INDEX CONCURRENTLY IF NOT EXISTS keeps an invalid index")
            .why("When the build fails, an invalid index stays. With IF NOT EXISTS the next try finds "
                    + "it, does nothing and succeeds.")
            .instead("DROP INDEX CONCURRENTLY IF EXISTS before it, and leave IF NOT EXISTS out.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_total ON orders (total);")
            .good("""
                DROP INDEX CONCURRENTLY IF EXISTS orders_total;
                CREATE INDEX CONCURRENTLY orders_total ON orders (total);
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.CreateIndex create
                && create.concurrently()
                && create.ifNotExists()
                && create.name() != null
                && !step.facts().isNewObject("dropped index", create.name())) {
            step.report(this, "An invalid index " + create.name() + " that a failed try left would be kept.");
        }
    }
}
