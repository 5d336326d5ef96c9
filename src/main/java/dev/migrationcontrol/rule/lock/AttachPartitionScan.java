package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;
import dev.migrationcontrol.statement.TableConstraint.Kind;

/** A table is attached without a CHECK that proves its rows. */
final class AttachPartitionScan extends ActionRule {
    private static final RuleText TEXT = RuleText.of(
                    "attach-partition-scan", Level.WARNING, "A table is attached without a CHECK that proves its rows")
            .why("The table is read whole under ACCESS EXCLUSIVE to see whether its rows belong there.")
            .instead("Add a CHECK that says the same as the bounds, as NOT VALID, validate it in a script "
                    + "of its own, and attach then.")
            .setup("""
                CREATE TABLE events (at date NOT NULL, kind text) PARTITION BY RANGE (at);
                CREATE TABLE events_2026 (at date NOT NULL, kind text);
                """)
            .bad("""
                ALTER TABLE events ATTACH PARTITION events_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                """)
            .good("""
                ALTER TABLE events_2026 ADD CONSTRAINT bounds CHECK (at >= '2026-01-01' AND at < '2027-01-01') NOT VALID;
                -- next script
                ALTER TABLE events_2026 VALIDATE CONSTRAINT bounds;
                -- next script
                ALTER TABLE events ATTACH PARTITION events_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.AttachPartition attach && !attach.isDefault()) {
            TableFacts partition = step.table(attach.partition());
            boolean proven =
                    partition.constraints().stream().anyMatch(each -> each.kind() == Kind.CHECK && each.validated());
            if (!proven) {
                step.reportWork(
                        this,
                        partition,
                        partition + " is read whole under ACCESS EXCLUSIVE to see whether its rows belong to " + table
                                + ".");
            }
        }
    }
}
