package dev.migrationcontrol.trial;

import dev.migrationcontrol.conversion.tool.ConversionConfig;
import dev.migrationcontrol.engine.MigrationRunner;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Findings;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.scratch.ScratchDatabases;
import dev.migrationcontrol.scratch.ScratchUnavailable;
import dev.migrationcontrol.source.SystemReport;
import dev.migrationcontrol.workspace.FolderDeletion;
import dev.migrationcontrol.workspace.TemporaryFolders;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tries the migrations of a tree, each system on scratch databases of its own. */
@ApplicationScoped
public class TrialRun {
    /**
     * What is to be tried.
     *
     * @param tree the directory of the tree
     * @param uploaded whether the tree came with a request: then no tool is run in it
     * @param environment on whose server scratch databases are made
     * @param run hears of the progress, and says when to end
     */
    public record Order(
            Path tree, boolean uploaded, List<SystemReport> systems, Environment environment, OperationRun run) {
        public Order {
            systems = List.copyOf(systems);
        }
    }

    /** The result, system by system. */
    public record Trials(List<TreeTrial> trials, List<Finding> findings) {
        public Trials {
            trials = List.copyOf(trials);
            findings = List.copyOf(findings);
        }
    }

    private final TrialSources sources;
    private final ScratchDatabases scratches;
    private final MigrationRunner runner;
    private final TemporaryFolders folders;
    private final ConversionConfig config;

    TrialRun(
            TrialSources sources,
            ScratchDatabases scratches,
            MigrationRunner runner,
            TemporaryFolders folders,
            ConversionConfig config) {
        this.sources = sources;
        this.scratches = scratches;
        this.runner = runner;
        this.folders = folders;
        this.config = config;
    }

    /** Why scripts of trees may not be run with the rights that the environment's role has; empty when they may. Blocks. */
    public Optional<String> obstacle(Environment environment) {
        try {
            return scratches.obstacleToTrials(environment);
        } catch (SQLException unreachable) {
            // Said by the trial itself, when the server may answer again.
            return Optional.empty();
        }
    }

    /** Blocks for as long as the scripts run; returns early when the run should end. */
    public Trials run(Order order) {
        List<TreeTrial> trials = new ArrayList<>();
        Findings findings = new Findings();
        List<SystemReport> systems = TrialTools.units(
                order.systems().stream()
                        .filter(each -> each.database().equals("postgresql"))
                        .toList(),
                order.tree());
        for (SystemReport system : systems) {
            if (order.run().stop().why() == null && !order.run().isCancelled()) {
                trials.add(tryOne(system, order, systems.size(), findings));
            }
        }
        return new Trials(trials, findings.list());
    }

    private TreeTrial tryOne(SystemReport system, Order order, int systems, Findings findings) {
        TrialScripts scripts = sources.of(system, order);
        scripts.findings().forEach(each -> add(findings, each));
        if (scripts.why() != null) {
            return notRun(system, scripts.why());
        }
        Path folder = unpack(scripts);
        try {
            Trial trial = new Trial(
                    new Trial.Ground(scratches, runner, config.trialTimeout(), folder), order, system, scripts);
            TreeTrial result = trial.run();
            trial.findings(systems > 1).forEach(each -> add(findings, each));
            return result;
        } catch (ScratchUnavailable e) {
            findings.warn(
                    "trial-unavailable",
                    order.environment().name(),
                    e.message(),
                    "Name another environment as scratchEnvironment: its user has to be able to create databases,"
                            + " and may have no rights beyond them.");
            return notRun(system, "A scratch database is not available.");
        } catch (RunFailure e) {
            return notRun(system, e.message());
        } finally {
            delete(folder);
        }
    }

    private static void add(Findings findings, Finding each) {
        switch (each.severity()) {
            case ERROR -> findings.error(each.rule(), each.where(), each.detail(), each.remedy());
            case WARNING -> findings.warn(each.rule(), each.where(), each.detail(), each.remedy());
            case INFO -> findings.inform(each.rule(), each.where(), each.detail(), each.remedy());
        }
    }

    private static TreeTrial notRun(SystemReport system, String why) {
        return new TreeTrial(
                system.system(),
                system.location(),
                TreeTrial.Outcome.NOT_RUN,
                0,
                0,
                0,
                0,
                0,
                0,
                Duration.ZERO,
                why,
                List.of());
    }

    private Path unpack(TrialScripts scripts) {
        try {
            Path folder = folders.folder("tree-trial");
            for (var file : scripts.files().entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try {
            FolderDeletion.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
