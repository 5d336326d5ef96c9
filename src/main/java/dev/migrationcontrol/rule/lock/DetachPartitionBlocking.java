package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;

/** A partition is detached without CONCURRENTLY. */
final class DetachPartitionBlocking extends ActionRule {
    private static final RuleText TEXT = RuleText.of(
                    "detach-partition-blocking", Level.WARNING, "A partition is detached without CONCURRENTLY")
            .since(14)
            .why("ACCESS EXCLUSIVE on the partitioned table makes every query of it wait.")
            .instead("DETACH PARTITION … CONCURRENTLY, in a script of its own that runs without a " + "transaction.")
            .setup("""
                CREATE TABLE events (at date NOT NULL, kind text) PARTITION BY RANGE (at);
                CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                """)
            .bad("ALTER TABLE events DETACH PARTITION events_2026;")
            .good("ALTER TABLE events DETACH PARTITION events_2026 CONCURRENTLY;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.DetachPartition detach && !detach.concurrently()) {
            boolean refused = step.facts().tables().stream()
                    .anyMatch(each -> each.relation()
                            .filter(relation ->
                                    table.qualified().equals(relation.parent()) && "DEFAULT".equals(relation.bound()))
                            .isPresent());
            if (!refused) {
                step.reportLock(
                        this, table, "DETACH PARTITION takes ACCESS EXCLUSIVE on " + table + " and on the partition.");
            }
        }
    }
}
