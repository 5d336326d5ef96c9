package dev.migrationcontrol.adoption;

import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.execution.Failures;
import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Findings;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.scratch.Interruption;
import dev.migrationcontrol.scratch.ScratchUnavailable;
import dev.migrationcontrol.scratch.ScriptFailed;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.ScriptCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads, proves and adopts. */
@ApplicationScoped
class AdoptionSteps {
    private final ScriptCatalog catalog;
    private final Prover prover;
    private final AdoptionState standing;

    AdoptionSteps(ScriptCatalog catalog, Prover prover, AdoptionState standing) {
        this.catalog = catalog;
        this.prover = prover;
        this.standing = standing;
    }

    /** Reads and proves without the lock of the history: a plan must keep no one from working. */
    StepOutcome plan(Steps steps, ConsolidationRequest request) throws RunFailure {
        Environment environment = standing.environment(steps.run());
        try (Interruption unused = Interruption.on(steps.run().stop())) {
            Takeover takeover;
            // Closed before the proof: no one who drops or copies the database waits for a plan.
            try (Connection connection = standing.open(environment, steps.run().applicationName())) {
                Optional<AdoptionRecord> record =
                        new ArchiveStore(connection, AdoptionState.history(environment)).find();
                if (record.isPresent()) {
                    return new StepOutcome.Well(standing.next(record.get()));
                }
                takeover = reader(environment, request, catalog.readFresh(environment))
                        .read(connection);
            }
            StepOutcome ending = judge(steps, request, environment, takeover, false);
            // What stands in the way of an adoption is what a plan is asked for.
            return ending instanceof StepOutcome.Badly badly && badly.isJudgement()
                    ? new StepOutcome.Well(badly.result())
                    : ending;
        } catch (SQLException e) {
            steps.run().stop().check();
            return unreadable(ConsolidationResult.of(Stage.NONE, List.of()), e);
        }
    }

    StepOutcome adopt(Steps steps, ConsolidationRequest request, MigrationSession session) throws RunFailure {
        Environment environment = standing.environment(steps.run());
        String history = AdoptionState.history(environment);
        UUID operation = steps.run().operation().id();
        Optional<AdoptionRecord> record =
                session.transact((connection, changes) -> new ArchiveStore(connection, history).find());
        if (record.filter(each -> each.operation().equals(operation)).isPresent()) {
            return new StepOutcome.Well(ConsolidationResult.of(Stage.ADOPTED, List.of()));
        }
        steps.run().stop().looked();
        Stage stage = record.map(AdoptionRecord::stage).orElse(Stage.NONE);
        boolean hasRows = !session.history().rows().isEmpty();
        Obstacle obstacle = Obstacle.ofAdoption(stage, hasRows);
        if (obstacle != null) {
            return new StepOutcome.Badly(ConsolidationResult.of(stage, List.of()), obstacle);
        }
        TakeoverReader reader = reader(environment, request, session.resolvedScripts());
        Takeover takeover = session.transact((connection, changes) -> reader.read(connection));
        StepOutcome judgement =
                judge(steps, request, environment, takeover, session.history().exists());
        if (judgement instanceof StepOutcome.Badly) {
            return judgement;
        }
        steps.next();
        new Adoption(operation, history, reader, takeover).perform(session);
        return new StepOutcome.Well(judgement.result().at(Stage.ADOPTED));
    }

    private static TakeoverReader reader(
            Environment environment, ConsolidationRequest request, ResolvedScripts scripts) {
        AdoptionManifest manifest = Objects.requireNonNull(request.manifest(), "the request was accepted without one");
        return new TakeoverReader(
                manifest,
                request.choices(),
                scripts,
                AdoptionState.history(environment),
                environment.policy().outOfOrder());
    }

    /** Proves what was read, unless a finding forbids it already. */
    private StepOutcome judge(
            Steps steps,
            ConsolidationRequest request,
            Environment environment,
            Takeover takeover,
            boolean historyIsThere)
            throws RunFailure {
        if (takeover.isBlocked()) {
            List<Finding> findings = takeover.findings();
            return new StepOutcome.Badly(result(takeover, findings, null, List.of()), blocked(findings));
        }
        steps.next();
        try {
            int scripts = takeover.applied().size();
            Prover.Question question = new Prover.Question(environment, takeover, request, steps.run());
            Proof proof = prover.prove(question, place -> steps.part(place, scripts));
            steps.run().stop().check();
            Findings missing = new Findings();
            MissingObjects.note(takeover, proof, missing);
            List<Finding> findings = new ArrayList<>(takeover.findings());
            findings.addAll(missing.list());
            List<String> changes = Adoption.changes(AdoptionState.history(environment), historyIsThere, takeover);
            return proof.adoptable()
                    ? new StepOutcome.Well(result(takeover, findings, proof, changes))
                    : new StepOutcome.Badly(result(takeover, findings, proof, List.of()), differs(proof));
        } catch (ScriptFailed e) {
            e.throwIfStopped();
            ConsolidationResult result = result(takeover, takeover.findings(), null, List.of());
            return new StepOutcome.Badly(result, Failures.of(e.why(), e.scriptName()));
        } catch (ScratchUnavailable e) {
            steps.run().stop().check();
            ConsolidationResult result = result(takeover, takeover.findings(), null, List.of());
            return new StepOutcome.Badly(result, Failure.of("scratch-unavailable", e.message(), null));
        } catch (SQLException e) {
            steps.run().stop().check();
            return unreadable(result(takeover, takeover.findings(), null, List.of()), e);
        }
    }

    private static StepOutcome unreadable(ConsolidationResult result, SQLException e) {
        return new StepOutcome.Badly(result, Failure.of("schema-unreadable", String.valueOf(e.getMessage()), null));
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
                Obstacle.BLOCKED,
                "Findings stand in the way",
                "Nothing was adopted: " + String.join("; ", errors) + ". The result's findings say what to do.");
    }

    private static Obstacle differs(Proof proof) {
        return new Obstacle(
                Obstacle.DIFFERS,
                "The database is not what the scripts build",
                "Nothing was adopted: the database differs from what the scripts build in "
                        + String.join(", ", proof.unaccepted())
                        + ". The result has every difference and scripts that would close them; a difference that is"
                        + " right is accepted by its name in acceptedDifferences.");
    }
}
