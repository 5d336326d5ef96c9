package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.ObjectName;
import dev.migrationcontrol.statement.TableAction;
import dev.migrationcontrol.statement.TableConstraint.Kind;

/** A partition is added next to a default partition. */
final class DefaultPartitionScan implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "default-partition-scan", Level.WARNING, "A partition is added next to a default partition")
            .why("The default partition is read whole under ACCESS EXCLUSIVE, since rows of the new "
                    + "one might be in it.")
            .instead("Add a CHECK to the default partition that excludes the new bounds, as NOT VALID, and "
                    + "validate it in a script of its own before.")
            .setup("""
                CREATE TABLE events (at date NOT NULL, kind text) PARTITION BY RANGE (at);
                CREATE TABLE events_2026 (at date NOT NULL, kind text, CHECK (at >= '2026-01-01' AND at < '2027-01-01'));
                CREATE TABLE events_rest PARTITION OF events DEFAULT;
                """)
            .bad("""
                ALTER TABLE events ATTACH PARTITION events_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                """)
            .good("""
                ALTER TABLE events_rest ADD CONSTRAINT not_2026 CHECK (at < '2026-01-01' OR at >= '2027-01-01') NOT VALID;
                -- next script
                ALTER TABLE events_rest VALIDATE CONSTRAINT not_2026;
                -- next script
                ALTER TABLE events ATTACH PARTITION events_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        ObjectName parent = command instanceof Command.CreateTable create && !create.defaultPartition()
                ? create.partitionOf()
                : command instanceof Command.AlterTable alter && attaches(alter) ? alter.name() : null;
        if (parent != null) {
            String qualified = step.table(parent).qualified();
            step.facts().tables().stream()
                    .filter(each -> each.relation()
                            .filter(relation ->
                                    qualified.equals(relation.parent()) && "DEFAULT".equals(relation.bound()))
                            .isPresent())
                    .filter(each -> each.constraints().stream()
                            .noneMatch(check -> check.kind() == Kind.CHECK && check.validated()))
                    .findFirst()
                    .ifPresent(each -> step.reportWork(
                            this,
                            each,
                            "The default partition " + each + " is read whole under ACCESS EXCLUSIVE.",
                            By.CATALOGUE));
        }
    }

    private static boolean attaches(Command.AlterTable alter) {
        return alter.actions().stream()
                .anyMatch(action -> action instanceof TableAction.AttachPartition attach && !attach.isDefault());
    }
}
