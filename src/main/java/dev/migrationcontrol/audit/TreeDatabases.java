package dev.migrationcontrol.audit;

import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.source.SystemReport;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Holds a tree against databases: what they recorded, and what its scripts do on a scratch database. */
@Singleton
final class TreeDatabases {
    private final Environments environments;
    private final TreeReconciler reconciler;
    private final TrialRun trial;

    TreeDatabases(Environments environments, TreeReconciler reconciler, TrialRun trial) {
        this.environments = environments;
        this.reconciler = reconciler;
        this.trial = trial;
    }

    /** What databases say of a tree. */
    record Said(List<TreeReconciliation> environments, List<TreeTrial> trials, List<Finding> findings) {}

    /** Blocks. */
    Said ask(OperationRun run, AcceptedTreeAudit audit, Path tree, List<SystemReport> systems) {
        List<TreeReconciliation> recorded = reconciler.compare(audit.environments(), systems);
        List<Finding> findings = new ArrayList<>(TreeReconciliationFindings.of(recorded, systems));
        String scratch = audit.scratchEnvironment();
        if (scratch == null) {
            return new Said(recorded, List.of(), findings);
        }
        TrialRun.Trials trials = trial.run(
                new TrialRun.Order(tree, audit.upload() != null, systems, environments.require(scratch), run));
        TreeAuditStopped.check(run);
        findings.addAll(trials.findings());
        return new Said(recorded, trials.trials(), findings);
    }
}
