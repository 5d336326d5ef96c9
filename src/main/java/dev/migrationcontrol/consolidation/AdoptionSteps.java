package dev.migrationcontrol.consolidation;

import dev.migrationcontrol.audit.Finding;
import dev.migrationcontrol.audit.Severity;
import dev.migrationcontrol.consolidation.ConsolidationHandler.Ending;
import dev.migrationcontrol.engine.MigrationRunner;
import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.ResolvedScripts;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.ScriptCatalog;
import dev.migrationcontrol.engine.Target;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.execution.TargetOf;
import dev.migrationcontrol.rehearsal.ScratchUnavailable;
import dev.migrationcontrol.rehearsal.ScriptFailed;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads, proves and adopts. */
@ApplicationScoped
class AdoptionSteps {
    private final TargetOf targets;
    private final ScriptCatalog catalog;
    private final MigrationRunner runner;
    private final Prover prover;
    private final Standing standing;

    AdoptionSteps(TargetOf targets, ScriptCatalog catalog, MigrationRunner runner, Prover prover, Standing standing) {
        this.targets = targets;
        this.catalog = catalog;
        this.runner = runner;
        this.prover = prover;
        this.standing = standing;
    }

    /** Where an adoption has come to before anything is changed. */
    private record Judgement(
            ConsolidationResult result, @Nullable Obstacle obstacle) {}

    /** Reads and proves without the lock of the history: a plan must keep no one from working. */
    Ending plan(Steps steps, ConsolidationRequest request) throws ScratchUnavailable, ScriptFailed, SQLException {
        Environment environment = standing.environment(steps.run());
        try (Connection connection = standing.open(environment, steps.run().applicationName())) {
            var record = new ArchiveStore(connection, Standing.history(environment)).find();
            if (record.isPresent()) {
                return Ending.well(standing.next(record.get()));
            }
            Takeover takeover =
                    reader(environment, request, catalog.readFresh(environment)).read(connection);
            return Ending.well(
                    judge(steps, request, environment, takeover, false).result());
        }
    }

    Ending adopt(Steps steps, ConsolidationRequest request)
            throws RunFailure, ScratchUnavailable, ScriptFailed, SQLException {
        Target target = targets.of(steps.run());
        Exception[] thrown = new Exception[1];
        Ending ending = runner.inSession(target, session -> {
            try {
                return adopt(steps, request, target, session);
            } catch (ScratchUnavailable | ScriptFailed | SQLException e) {
                thrown[0] = e;
                return Ending.well(ConsolidationResult.of(Stage.NONE, List.of()));
            }
        });
        rethrow(thrown[0]);
        return ending;
    }

    private static void rethrow(@Nullable Exception thrown) throws ScratchUnavailable, ScriptFailed, SQLException {
        if (thrown instanceof ScratchUnavailable scratch) {
            throw scratch;
        }
        if (thrown instanceof ScriptFailed script) {
            throw script;
        }
        if (thrown instanceof SQLException sql) {
            throw sql;
        }
    }

    private Ending adopt(Steps steps, ConsolidationRequest request, Target target, MigrationSession session)
            throws RunFailure, ScratchUnavailable, ScriptFailed, SQLException {
        Environment environment = target.environment();
        String history = Standing.history(environment);
        TakeoverReader reader = reader(environment, request, target.scripts());
        Stage stage = session.transact((connection, changes) -> new ArchiveStore(connection, history)
                .find()
                .map(AdoptionRecord::stage)
                .orElse(Stage.NONE));
        Obstacle obstacle = Obstacle.ofAdoption(stage, !session.history().rows().isEmpty());
        if (obstacle != null) {
            return Ending.badly(ConsolidationResult.of(stage, List.of()), obstacle);
        }
        Takeover takeover = session.transact((connection, changes) -> reader.read(connection));
        Judgement judgement =
                judge(steps, request, environment, takeover, session.history().exists());
        if (judgement.obstacle() != null) {
            return Ending.badly(judgement.result(), judgement.obstacle());
        }
        steps.next();
        new Adoption(steps.run().operation().id(), history, reader, takeover).perform(session);
        ConsolidationResult result = judgement.result();
        return Ending.well(new ConsolidationResult(
                Stage.ADOPTED,
                result.applied(),
                result.pending(),
                result.findings(),
                result.proof(),
                result.changes()));
    }

    private static TakeoverReader reader(
            Environment environment, ConsolidationRequest request, ResolvedScripts scripts) {
        AdoptionManifest manifest = Objects.requireNonNull(request.manifest(), "the request was accepted without one");
        return new TakeoverReader(
                manifest, request.choices(), scripts, environment.policy().outOfOrder());
    }

    /** Proves what was read, unless a finding forbids it already. */
    private Judgement judge(
            Steps steps,
            ConsolidationRequest request,
            Environment environment,
            Takeover takeover,
            boolean historyWasThere)
            throws ScratchUnavailable, ScriptFailed, SQLException {
        String history = Standing.history(environment);
        List<String> changes = Adoption.changes(history, historyWasThere, takeover);
        if (takeover.isBlocked()) {
            return new Judgement(result(takeover, takeover.findings(), null, List.of()), blocked(takeover.findings()));
        }
        steps.next();
        Prover.Question question = new Prover.Question(
                environment, takeover, request.accepted(), steps.run().applicationName());
        int scripts = takeover.applied().size();
        Proof proof = prover.prove(question, place -> steps.part(place, scripts));
        Findings missing = new Findings();
        MissingObjects.note(takeover, proof, missing);
        List<Finding> findings = new ArrayList<>(takeover.findings());
        findings.addAll(missing.list());
        return proof.adoptable()
                ? new Judgement(result(takeover, findings, proof, changes), null)
                : new Judgement(result(takeover, findings, proof, List.of()), differs(proof));
    }

    private static ConsolidationResult result(
            Takeover takeover, List<Finding> findings, @Nullable Proof proof, List<String> changes) {
        return new ConsolidationResult(Stage.NONE, takeover.provenance(), takeover.pending(), findings, proof, changes);
    }

    private static Obstacle blocked(List<Finding> findings) {
        List<String> errors = findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(finding -> finding.rule() + " at " + finding.where())
                .toList();
        return new Obstacle(
                "consolidation-blocked",
                "Findings stand in the way",
                "Nothing was adopted: " + String.join("; ", errors) + ". The result's findings say what to do.");
    }

    private static Obstacle differs(Proof proof) {
        return new Obstacle(
                "schema-differs",
                "The database is not what the scripts build",
                "Nothing was adopted: the database differs from what the scripts build in "
                        + String.join(", ", proof.unaccepted())
                        + ". The result has every difference and scripts that would close them; a difference that is"
                        + " right is accepted by its name in acceptedDifferences.");
    }
}
