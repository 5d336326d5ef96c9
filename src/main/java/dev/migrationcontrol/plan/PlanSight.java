package dev.migrationcontrol.plan;

import dev.migrationcontrol.datacheck.DataCheck;
import dev.migrationcontrol.datacheck.DataChecks;
import dev.migrationcontrol.loss.Loss;
import dev.migrationcontrol.proof.UndoProof;
import dev.migrationcontrol.rehearsal.Rehearsal;
import dev.migrationcontrol.rehearsal.Rehearsals;
import dev.migrationcontrol.rehearsal.ScriptMeasurement;
import dev.migrationcontrol.rehearsal.StatementMeasurement;
import dev.migrationcontrol.rule.ScriptFinding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of what a plan would do.
 *
 * @param rehearsed null where it was not rehearsed
 * @param target looks up a table of the environment
 * @param checks questions to the rows of the target, by the names of scripts
 * @param losses what the undo scripts of a rollback destroy
 * @param proofs of the undo scripts, in the order of the steps; none where they were not asked for
 */
record PlanSight(
        Rehearsals.@Nullable Rehearsed rehearsed,
        Function<String, Optional<TargetTable>> target,
        Map<String, DataChecks.Checked> checks,
        List<UndoProof> proofs,
        List<Loss> losses,
        List<ScriptFinding> findings) {
    static final PlanSight NOTHING =
            new PlanSight(null, relation -> Optional.empty(), Map.of(), List.of(), List.of(), List.of());

    @Nullable
    Rehearsal rehearsal() {
        return rehearsed == null ? null : rehearsed.rehearsal();
    }

    List<ScriptMeasurement> measured() {
        return rehearsed == null ? List.of() : rehearsed.measured();
    }

    List<StatementMeasurement> statements() {
        return measured().stream().flatMap(each -> each.statements().stream()).toList();
    }

    List<DataCheck> checksOf(String script, int statement) {
        DataChecks.Checked checked = checks.get(script);
        return checked == null ? List.of() : checked.byStatement().getOrDefault(statement, List.of());
    }

    List<Loss> lossesOf(String script) {
        return losses.stream().filter(each -> each.script().equals(script)).toList();
    }

    Optional<UndoProof> proofOf(String script) {
        return proofs.stream().filter(each -> each.script().equals(script)).findFirst();
    }
}
