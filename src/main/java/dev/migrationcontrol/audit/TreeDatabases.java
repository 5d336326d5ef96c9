package dev.migrationcontrol.audit;

import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.source.SystemReport;
import dev.migrationcontrol.trial.TreeTrial;
import dev.migrationcontrol.trial.TrialRun;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Holds a tree against databases: what they recorded, and what its scripts do on a scratch database. */
@Singleton
final class TreeDatabases {
    private final Environments environments;
    private final TreeReconciler reconciler;
    private final TreeObjectComparison objects;
    private final TrialRun trial;

    TreeDatabases(Environments environments, TreeReconciler reconciler, TreeObjectComparison objects, TrialRun trial) {
        this.environments = environments;
        this.reconciler = reconciler;
        this.objects = objects;
        this.trial = trial;
    }

    /** What databases say of a tree. */
    record Said(
            List<TreeReconciliation> environments,
            List<TreeObjects> objects,
            List<TreeTrial> trials,
            List<Finding> findings) {}

    /**
     * Blocks.
     *
     * @throws IOException when the tree is not there any more
     */
    Said ask(OperationRun run, AcceptedTreeAudit audit, Path tree, List<SystemReport> systems) throws IOException {
        List<TreeReconciliation> recorded = reconciler.compare(audit.environments(), systems);
        List<TreeObjects> held = objects.compare(recorded, systems, tree);
        List<Finding> findings = new ArrayList<>(TreeReconciliationFindings.of(recorded, systems));
        findings.addAll(TreeObjectFindings.of(held));
        String scratch = audit.scratchEnvironment();
        if (scratch == null) {
            return new Said(recorded, held, List.of(), findings);
        }
        TrialRun.Trials trials = trial.run(
                new TrialRun.Order(tree, audit.upload() != null, systems, environments.require(scratch), run));
        TreeAuditStopped.check(run);
        findings.addAll(trials.findings());
        return new Said(recorded, held, trials.trials(), findings);
    }
}
