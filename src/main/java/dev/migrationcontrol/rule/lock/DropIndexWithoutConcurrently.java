package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.ObjectName;

/** An index is dropped without CONCURRENTLY. */
final class DropIndexWithoutConcurrently implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "drop-index-without-concurrently", Level.INFO, "An index is dropped without CONCURRENTLY")
            .why("ACCESS EXCLUSIVE on the table is short, but DROP INDEX may have to wait for a long "
                    + "transaction first, and every later query of the table waits until it is done.")
            .instead("DROP INDEX CONCURRENTLY, in a script of its own that runs without a transaction.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer, placed timestamp);
                CREATE INDEX orders_total ON orders (total);
                """)
            .bad("DROP INDEX orders_total;")
            .good("DROP INDEX CONCURRENTLY orders_total;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.Drop drop && drop.kind().equals("index") && !drop.concurrently()) {
            for (ObjectName each : drop.names()) {
                step.facts()
                        .ofIndex(each)
                        .filter(table -> !table.isPartitioned())
                        .ifPresent(table ->
                                step.reportLock(this, table, "DROP INDEX takes ACCESS EXCLUSIVE on " + table + "."));
            }
        }
    }
}
