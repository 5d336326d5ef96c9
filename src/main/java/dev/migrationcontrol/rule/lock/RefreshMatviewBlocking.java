package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;

/** A materialized view is refreshed without CONCURRENTLY. */
final class RefreshMatviewBlocking implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "refresh-matview-blocking", Level.WARNING, "A materialized view is refreshed without CONCURRENTLY")
            .why("ACCESS EXCLUSIVE makes every query of the view wait until it is filled.")
            .instead("REFRESH MATERIALIZED VIEW CONCURRENTLY, which needs a unique index on the view.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer, placed timestamp);
                CREATE MATERIALIZED VIEW sums AS SELECT id, total FROM orders;
                CREATE UNIQUE INDEX sums_id ON sums (id);
                """)
            .bad("REFRESH MATERIALIZED VIEW sums;")
            .good("REFRESH MATERIALIZED VIEW CONCURRENTLY sums;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.Refresh refresh && !refresh.concurrently() && refresh.withData()) {
            TableFacts view = step.table(refresh.view());
            step.reportLock(this, view, "Queries of " + view + " wait until it is filled.");
        }
    }
}
