package dev.migrationcontrol.adoption;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.schema.ClosingScripts;
import dev.migrationcontrol.schema.ComparisonScope;
import dev.migrationcontrol.schema.Difference;
import dev.migrationcontrol.schema.SchemaComparison;
import dev.migrationcontrol.schema.SchemaDifferences;
import dev.migrationcontrol.schema.SchemaVerdict;
import dev.migrationcontrol.scratch.Interruption;
import dev.migrationcontrol.scratch.ScratchDatabase;
import dev.migrationcontrol.scratch.ScratchDatabases;
import dev.migrationcontrol.scratch.ScratchUnavailable;
import dev.migrationcontrol.scratch.ScriptFailed;
import dev.migrationcontrol.scratch.ScriptReplay;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Builds what counts as applied on a scratch database, and compares it with the database itself. */
@ApplicationScoped
class Prover {
    private final ScratchDatabases scratches;
    private final ScriptReplay replay;
    private final SchemaComparison comparison;
    private final ClosingScripts closing;

    Prover(ScratchDatabases scratches, ScriptReplay replay, SchemaComparison comparison, ClosingScripts closing) {
        this.scratches = scratches;
        this.replay = replay;
        this.comparison = comparison;
        this.closing = closing;
    }

    /** What is to be proven. */
    record Question(Environment environment, Takeover takeover, ConsolidationRequest request, OperationRun run) {
        /** Whether every old system's version table is known: else what counts as applied is not the whole of it. */
        boolean isComplete() {
            AdoptionManifest manifest = request.manifest();
            return manifest == null || takeover.hasAll(manifest.systems());
        }
    }

    /**
     * Proves it. Blocks as long as the scripts run; the database itself is only read.
     *
     * @param begins hears the place of each script, from 0, before it runs
     */
    Proof prove(Question question, IntConsumer begins) throws ScratchUnavailable, ScriptFailed, SQLException {
        Environment environment = question.environment();
        Takeover takeover = question.takeover();
        String history = environment.policy().defaultSchema() + "."
                + environment.policy().historyTable();
        ComparisonScope hidden = takeover.hidden(history);
        try (Interruption unused = Interruption.on(question.run().stop());
                ScratchDatabase built = scratches.create(environment)) {
            ScriptReplay.Order order = new ScriptReplay.Order(
                    takeover.scripts(),
                    takeover.applied().stream().map(AppliedMigration::script).toList(),
                    question.run().applicationName(),
                    question.run().stop());
            replay.replay(built, order, (script, place) -> begins.accept(place));
            SchemaDifferences differences = comparison.compare(
                    environment.database(), built.database(), hidden, SchemaComparison.Rows.AT_LEAST);
            if (differences.verdict() != SchemaVerdict.DIFFERENT) {
                return new Proof(
                        differences.verdict(), true, differences.list(), List.of(), differences.notes(), null, null);
            }
            List<String> unaccepted = differences.serious().stream()
                    .map(Difference::object)
                    .filter(object -> !question.request().accepted().contains(object))
                    .distinct()
                    .toList();
            Optional<ClosingScripts.Both> both = question.isComplete()
                    ? Optional.of(closing.write(
                            environment,
                            built.database(),
                            hidden,
                            new ClosingScripts.Basis(
                                    differences, question.request().mayDrop())))
                    : Optional.empty();
            return new Proof(
                    differences.verdict(),
                    unaccepted.isEmpty(),
                    differences.list(),
                    unaccepted,
                    differences.notes(),
                    both.map(ClosingScripts.Both::forDatabase).orElse(null),
                    both.map(ClosingScripts.Both::forScripts).orElse(null));
        }
    }
}
