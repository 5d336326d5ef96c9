package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;

/** An index is built on all partitions at once. */
final class IndexOnPartitioned implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "index-on-partitioned", Level.WARNING, "An index is built on all partitions at once")
            .why("SHARE on every partition blocks all writes until the last index is built; "
                    + "CONCURRENTLY is refused here.")
            .instead("CREATE INDEX … ON ONLY the partitioned table, build the indexes of the partitions "
                    + "CONCURRENTLY, and attach them.")
            .setup("""
                CREATE TABLE events (at date NOT NULL, kind text) PARTITION BY RANGE (at);
                CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                """)
            .bad("CREATE INDEX events_kind ON events (kind);")
            .good("""
                CREATE INDEX events_kind ON ONLY events (kind);
                -- next script
                CREATE INDEX CONCURRENTLY events_2026_kind ON events_2026 (kind);
                -- next script
                ALTER INDEX events_kind ATTACH PARTITION events_2026_kind;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.CreateIndex create && !create.only() && !create.concurrently()) {
            TableFacts table = step.table(create.table());
            if (table.isPartitioned()) {
                step.reportWork(
                        this,
                        table,
                        "Writes to " + table + " and to all of its partitions wait until all indexes are built.");
            }
        }
    }
}
