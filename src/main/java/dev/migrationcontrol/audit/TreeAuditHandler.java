package dev.migrationcontrol.audit;

import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.audit.patch.TreePatch;
import dev.migrationcontrol.conversion.ConversionCheck;
import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.operation.OperationHandler;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Event;
import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.operation.state.Outcome;
import dev.migrationcontrol.problem.Refusal;
import dev.migrationcontrol.source.SourceAudit;
import dev.migrationcontrol.source.SourceReport;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Reads a source tree and stores the report. Reading changes nothing, so that it simply begins anew after a crash. */
@ApplicationScoped
class TreeAuditHandler implements OperationHandler<AcceptedTreeAudit> {
    static final String TYPE = "AUDIT";

    private final TreeAuditConfig config;
    private final SourceTreeSource trees;
    private final TreeDatabases databases;
    private final TreeAuditStore store;
    private final ConversionCheck conversions;
    private final Clock clock = Clock.systemUTC();

    TreeAuditHandler(
            TreeAuditConfig config,
            SourceTreeSource trees,
            TreeDatabases databases,
            TreeAuditStore store,
            ConversionCheck conversions) {
        this.config = config;
        this.trees = trees;
        this.databases = databases;
        this.store = store;
        this.conversions = conversions;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Verb verb() {
        return Verb.AUDIT;
    }

    @Override
    public Class<AcceptedTreeAudit> request() {
        return AcceptedTreeAudit.class;
    }

    @Override
    public Outcome execute(OperationRun run, AcceptedTreeAudit audit) {
        UUID id = run.operation().id();
        try (SourceTreeSource.Opened tree = trees.open(audit)) {
            TreeAuditReport read = report(run, audit, tree.directory());
            TreePatch.Drafted patch = TreePatch.of(tree.directory(), config.limits(), TreePlanDocument.order(read));
            TreeAuditReport report = read.with(TreeChanges.of(patch));
            store.store(
                    id,
                    new TreeAuditStore.Stored(
                            report,
                            TreeAuditDocument.of(report),
                            TreePlanDocument.of(report, patch.diffs()),
                            patch.text()));
            forget(audit, id);
            return new Outcome.Succeeded(result(report));
        } catch (TreeAuditStopped e) {
            return e.outcome();
        } catch (Refusal e) {
            forget(audit, id);
            return new Outcome.Failed(Failure.of(e.slug(), e.detail(), null));
        } catch (IOException e) {
            return new Outcome.Failed(Failure.of(
                    "tree-unreadable",
                    "The source tree cannot be read.",
                    "Look at the rights on the directory, and at the space for temporary files."));
        }
    }

    private void forget(AcceptedTreeAudit audit, UUID id) {
        if (audit.upload() != null) {
            store.forgetUpload(audit.upload(), id);
        }
    }

    private SourceReport read(OperationRun run, Path directory) throws IOException {
        long[] reported = {0};
        return new SourceAudit(config.limits(), (files, of) -> {
                    TreeAuditStopped.check(run);
                    long now = System.nanoTime();
                    if (now - reported[0] > 200_000_000L || files == of) {
                        reported[0] = now;
                        run.tell(Event.Kind.PROGRESS, Map.of("filesRead", files, "files", of));
                    }
                })
                .read(directory);
    }

    private TreeAuditReport report(OperationRun run, AcceptedTreeAudit audit, Path tree) throws IOException {
        SourceReport source = read(run, tree);
        TreeDatabases.Said said = databases.ask(run, audit, tree, source.systems());
        List<Finding> findings = new ArrayList<>(source.findings());
        findings.addAll(said.findings());
        findings.sort(Comparator.comparing(Finding::severity));
        ConversionCheck.Checked converted = conversions.check(
                source.systems().stream()
                        .filter(system -> system.database().equals("postgresql"))
                        .toList(),
                tree);
        return new TreeAuditReport(
                run.operation().id(),
                audit.display(),
                clock.instant(),
                new TreeAuditReport.Extent(source.files(), source.bytes(), source.links(), source.skipped()),
                source.systems(),
                converted.conversions(),
                converted.history(),
                source.usage(),
                source.variables(),
                said.environments(),
                said.objects(),
                said.trials(),
                TreeChanges.NONE,
                findings);
    }

    private static Map<String, Object> result(TreeAuditReport report) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("audit", "/api/v1/audits/" + report.id());
        result.put(
                "systems",
                report.systems().stream()
                        .map(system -> system.system())
                        .distinct()
                        .toList());
        result.put(
                "migrations",
                report.systems().stream()
                        .mapToInt(system -> system.migrations().size())
                        .sum());
        for (Severity severity : Severity.values()) {
            result.put(severity.name().toLowerCase(Locale.ROOT) + "s", report.count(severity));
        }
        return result;
    }
}
