package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.Rule;
import java.util.List;

/** The rules about long locks. */
public final class LockRules {
    private LockRules() {}

    public static List<Rule> all() {
        return List.of(
                new AddColumnVolatileDefault(),
                new AddColumnSerial(),
                new AddColumnGeneratedStored(),
                new SetExpressionRewrite(),
                new AddColumnConstrainedDomain(),
                new AddColumnWithCheck(),
                new AddColumnUnique(),
                new AddColumnReferences(),
                new SetNotNullScan(),
                new TypeChangeRewrite(),
                new TypeChangeIndexRebuild(),
                new TypeChangeTimeZone(),
                new TypeChangeCheck(),
                new TypeChangeFkRecheck(),
                new TypeChangeStatistics(),
                new CheckWithoutNotValid(),
                new ForeignKeyWithoutNotValid(),
                new ValidateInSameTransaction(),
                new UniqueWithoutIndex(),
                new PrimaryKeyWithoutIndex(),
                new PrimaryKeyNullableIndex(),
                new ExclusionConstraint(),
                new IndexWithoutConcurrently(),
                new DropIndexWithoutConcurrently(),
                new ReindexWithoutConcurrently(),
                new IndexOnPartitioned(),
                new AttachPartitionScan(),
                new DefaultPartitionScan(),
                new CreatePartitionLocksParent(),
                new DetachPartitionBlocking(),
                new RewriteCommand(),
                new RefreshMatviewBlocking(),
                new DomainConstraintScan(),
                new TriggerLock(),
                new DropLocksReferenced(),
                new NotEnforcedLocksParent(),
                new IfNotExistsStillLocks(),
                new ExplicitLock(),
                new ForeignKeyPartitioned(),
                new GrantWaits(),
                new MaintenanceBlocked(),
                new WalAndDisk(),
                new IndexCorruption14());
    }
}
