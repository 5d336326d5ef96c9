package dev.migrationcontrol.trial;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.source.SystemReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs a tree's migrations on scratch databases; the boundary to whoever has importers and a runner. */
public interface TrialRun {
    /**
     * What is to be tried.
     *
     * @param tree the directory of the tree
     * @param uploaded whether the tree came with a request: then no tool is run in it
     * @param environment beside whose database scratch databases are made
     * @param run hears of the progress, and says when to end
     */
    record Order(Path tree, boolean uploaded, List<SystemReport> systems, Environment environment, OperationRun run) {
        public Order {
            systems = List.copyOf(systems);
        }
    }

    /** What came of it, system by system. */
    record Trials(List<TreeTrial> trials, List<Finding> findings) {
        public Trials {
            trials = List.copyOf(trials);
            findings = List.copyOf(findings);
        }
    }

    /** Why scripts of trees may not be run with the rights that the environment's role has; empty when they may. Blocks. */
    Optional<String> obstacle(Environment environment);

    /** Blocks for as long as the scripts run; returns early when the run should end. */
    Trials run(Order order);
}
