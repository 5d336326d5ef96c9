package dev.migrationcontrol.plan;

import dev.migrationcontrol.catalogue.TargetCatalogue;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.proof.UndoProof;
import dev.migrationcontrol.proof.UndoProofs;
import dev.migrationcontrol.proof.UndoQuestion;
import dev.migrationcontrol.scratch.ScratchUnavailable;
import dev.migrationcontrol.script.Version;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is known of the undo scripts of the migrations that an upgrade would apply. */
@Singleton
final class PlanProofs {
    private final UndoProofs proofs;

    PlanProofs(UndoProofs proofs) {
        this.proofs = proofs;
    }

    /** Of the scripts of the plan alone. */
    record Known(List<UndoProof> proofs) {
        static final Known NOTHING = new Known(List.of());

        Known of(List<ScriptRun> runs) {
            Set<String> names = runs.stream().map(run -> run.script().name()).collect(Collectors.toSet());
            return new Known(proofs.stream()
                    .filter(each -> names.contains(each.script()))
                    .toList());
        }
    }

    /** From earlier proofs; nothing is run. */
    Known known(
            Environment environment, Planning.Planned planned, List<ScriptRun> runs, @Nullable TargetCatalogue target) {
        UndoQuestion question = question(environment, planned, runs);
        return question == null || target == null
                ? Known.NOTHING
                : new Known(proofs.known(question, target.server().major())).of(runs);
    }

    /**
     * What is not known is measured. Blocks.
     *
     * @throws RunFailure only when the work was asked to end
     */
    Known prove(OperationRun run, Environment environment, Planning.Planned planned, List<ScriptRun> runs)
            throws RunFailure {
        UndoQuestion question = question(environment, planned, runs);
        if (question == null) {
            return Known.NOTHING;
        }
        try {
            UndoProofs.Work work = new UndoProofs.Work(run.applicationName(), run.stop(), UndoProofs.Listener.NONE);
            return new Known(proofs.prove(question, work)).of(runs);
        } catch (ScratchUnavailable | SQLException e) {
            run.stop().check();
            return Known.NOTHING;
        }
    }

    /** @return null for a plan that applies no version */
    private static @Nullable UndoQuestion question(
            Environment environment, Planning.Planned planned, List<ScriptRun> runs) {
        List<Version> versions = runs.stream()
                .filter(run -> !run.isUndo())
                .map(run -> run.script().version())
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return versions.isEmpty()
                ? null
                : new UndoQuestion(
                        environment,
                        planned.scripts(),
                        planned.history(),
                        runs,
                        versions.get(0),
                        versions.get(versions.size() - 1));
    }
}
