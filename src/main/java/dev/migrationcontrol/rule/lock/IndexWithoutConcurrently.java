package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;

/** An index is built without CONCURRENTLY. */
final class IndexWithoutConcurrently implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "index-without-concurrently", Level.WARNING, "An index is built without CONCURRENTLY")
            .why("SHARE blocks every write to the table until the index is built.")
            .instead("CREATE INDEX CONCURRENTLY, in a script of its own that runs without a transaction.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer, placed timestamp);
                """)
            .bad("CREATE INDEX orders_total ON orders (total);")
            .good("CREATE INDEX CONCURRENTLY orders_total ON orders (total);");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.CreateIndex create && !create.concurrently()) {
            TableFacts table = step.table(create.table());
            boolean there = create.name() != null
                    && create.ifNotExists()
                    && table.index(create.name()).isPresent();
            if (!there && !table.isPartitioned()) {
                step.reportWork(this, table, "Writes to " + table + " wait until the index is built.");
            }
        }
    }
}
