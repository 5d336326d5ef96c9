package dev.migrationcontrol.rule.data;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.statement.Command;

/** A materialized view is filled as it is made. */
final class FilledMatview implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "matview-with-data", Level.INFO, "A materialized view is filled as it is made")
            .why("Its query runs inside of the migration, for as long as it takes.")
            .instead("Make it WITH NO DATA, and refresh it afterwards.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("CREATE MATERIALIZED VIEW sums AS SELECT id, total FROM orders;")
            .good("CREATE MATERIALIZED VIEW sums AS SELECT id, total FROM orders WITH NO DATA;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.CreateView view && view.materialized() && view.withData()) {
            step.report(this, "The query of " + view.name() + " runs inside of the migration.");
        }
    }
}
