package dev.migrationcontrol.adoption;

import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.execution.Failures;
import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.scratch.Interruption;
import dev.migrationcontrol.scratch.ScratchUnavailable;
import dev.migrationcontrol.scratch.ScriptFailed;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.ScriptCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

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
                    return new StepOutcome.Completed(standing.next(record.get()));
                }
                takeover = reader(environment, request, catalog.readFresh(environment))
                        .read(connection);
            }
            StepOutcome ending = judge(steps, request, environment, takeover, false);
            // A plan is asked for exactly what prevents an adoption.
            return ending instanceof StepOutcome.Rejected rejected && rejected.isJudgement()
                    ? new StepOutcome.Completed(rejected.result())
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
            return new StepOutcome.Completed(ConsolidationResult.of(Stage.ADOPTED, List.of()));
        }
        steps.run().stop().looked();
        Stage stage = record.map(AdoptionRecord::stage).orElse(Stage.NONE);
        boolean hasRows = !session.history().rows().isEmpty();
        Obstacle obstacle = Obstacle.ofAdoption(stage, hasRows);
        if (obstacle != null) {
            return new StepOutcome.Rejected(ConsolidationResult.of(stage, List.of()), obstacle);
        }
        TakeoverReader reader = reader(environment, request, session.resolvedScripts());
        Takeover takeover = session.transact((connection, changes) -> reader.read(connection));
        StepOutcome judgement =
                judge(steps, request, environment, takeover, session.history().exists());
        if (judgement instanceof StepOutcome.Rejected) {
            return judgement;
        }
        steps.next();
        new Adoption(operation, history, reader, takeover).perform(session);
        return new StepOutcome.Completed(judgement.result().at(Stage.ADOPTED));
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
        AdoptionPlan read = AdoptionPlanner.read(takeover);
        if (read.obstacle() != null) {
            return read.outcome();
        }
        steps.next();
        try {
            int scripts = takeover.applied().size();
            Prover.Question question = new Prover.Question(environment, takeover, request, steps.run());
            Proof proof = prover.prove(question, place -> steps.part(place, scripts));
            steps.run().stop().check();
            return AdoptionPlanner.proven(takeover, proof, AdoptionState.history(environment), historyIsThere)
                    .outcome();
        } catch (ScriptFailed e) {
            e.throwIfStopped();
            return new StepOutcome.Rejected(read.result(), Failures.of(e.why(), e.scriptName()));
        } catch (ScratchUnavailable e) {
            steps.run().stop().check();
            return new StepOutcome.Rejected(read.result(), Failure.of("scratch-unavailable", e.message(), null));
        } catch (SQLException e) {
            steps.run().stop().check();
            return unreadable(read.result(), e);
        }
    }

    private static StepOutcome unreadable(ConsolidationResult result, SQLException e) {
        return new StepOutcome.Rejected(result, Failure.of("schema-unreadable", String.valueOf(e.getMessage()), null));
    }
}
