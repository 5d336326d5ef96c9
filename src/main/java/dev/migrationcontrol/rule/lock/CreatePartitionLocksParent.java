package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;

/** A partition is created in place. */
final class CreatePartitionLocksParent implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "create-partition-locks-parent", Level.INFO, "A partition is created in place")
            .why("CREATE TABLE … PARTITION OF takes ACCESS EXCLUSIVE on the partitioned table, so "
                    + "every query of it waits.")
            .instead("Create the table apart and ATTACH it, which blocks neither reads nor writes of the "
                    + "partitioned table.")
            .setup("""
                CREATE TABLE events (at date NOT NULL, kind text) PARTITION BY RANGE (at);
                CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                """)
            .bad("""
                CREATE TABLE events_2027 PARTITION OF events FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
                """)
            .good("""
                CREATE TABLE events_2027 (LIKE events INCLUDING ALL);
                ALTER TABLE events ATTACH PARTITION events_2027 FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.CreateTable create && create.partitionOf() != null) {
            TableFacts parent = step.table(create.partitionOf());
            step.reportLock(this, parent, "CREATE TABLE … PARTITION OF takes ACCESS EXCLUSIVE on " + parent + ".");
        }
    }
}
