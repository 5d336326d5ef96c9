package dev.migrationcontrol.plan;

import dev.migrationcontrol.datacheck.DataCheck;
import dev.migrationcontrol.datacheck.DataChecks;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.proof.UndoProof;
import dev.migrationcontrol.proof.UndoVerdict;
import dev.migrationcontrol.rule.ScriptFinding;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.script.ScriptOutline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Findings of a plan that no rule on a statement's text makes: of the rows of the target, and of undo scripts. Pure. */
final class PlanFindings {
    private PlanFindings() {}

    /** @param outlines of scripts, by their names */
    static List<ScriptFinding> ofData(Map<String, DataChecks.Checked> checks, Map<String, ScriptOutline> outlines) {
        List<ScriptFinding> findings = new ArrayList<>();
        checks.forEach((script, checked) -> checked.byStatement()
                .forEach((statement, all) -> all.stream()
                        .filter(DataCheck::fails)
                        .forEach(each -> findings.add(new ScriptFinding(
                                "data-breaks-statement",
                                Severity.ERROR,
                                script,
                                line(outlines.get(script), statement),
                                statement,
                                sentence(each),
                                "Correct these rows first, in a migration before this one or by hand.",
                                List.of(By.DATA),
                                null)))));
        return findings;
    }

    private static int line(@Nullable ScriptOutline outline, int statement) {
        return outline == null || statement > outline.statements().size()
                ? 0
                : outline.statements().get(statement - 1).line();
    }

    static String sentence(DataCheck check) {
        String rows = check.failing() == null
                ? "At least one row"
                : check.failing() + (check.failing() == 1 ? " row" : " rows") + (check.sampled() ? " or so" : "");
        String named = check.keys().isEmpty() ? "" : " (" + String.join(", ", check.keys()) + ")";
        String columns = String.join(", ", check.columns());
        return rows + " of " + check.relation() + named
                + switch (check.kind()) {
                    case NOT_NULL -> " would break the statement: " + columns + " has no value there.";
                    case EMPTY -> " would break the statement: " + columns + " needs a value, and has no default.";
                    case UNIQUE -> " would break the statement: " + columns + " would not be unique.";
                    case CHECK -> " would break the statement: the condition does not hold there.";
                    case FOREIGN_KEY -> " would break the statement: what " + columns + " refers to is not there.";
                    case EXCLUSION -> " would break the statement: another row excludes each of them.";
                    case TYPE ->
                        " would break the statement: " + columns + " has a value that the new type cannot hold.";
                };
    }

    static List<ScriptFinding> ofUndo(List<UndoProof> proofs) {
        return proofs.stream().flatMap(each -> ofUndo(each).stream()).toList();
    }

    private static List<ScriptFinding> ofUndo(UndoProof proof) {
        return switch (proof.verdict()) {
            case MISSING ->
                List.of(finding(
                        "undo-missing",
                        Severity.INFO,
                        proof.script(),
                        "There is no undo script: what it does cannot be rolled back.",
                        "Write one, or ask for a draft by POST …/undo-drafts."));
            case DOES_NOT_RUN ->
                List.of(finding(
                        "undo-fails",
                        Severity.ERROR,
                        undo(proof),
                        "The undo script does not run: "
                                + (proof.failure() == null
                                        ? proof.reason()
                                        : proof.failure().message()),
                        "Correct it, or ask for a draft by POST …/undo-drafts."));
            case DIFFERENT ->
                List.of(finding(
                        "undo-not-exact",
                        Severity.WARNING,
                        undo(proof),
                        "After the undo script " + proof.differences().size()
                                + (proof.differencesLeftOut() > 0 ? " or more" : "")
                                + " things are not what they were before the migration, such as "
                                + (proof.differences().isEmpty()
                                        ? "rows"
                                        : proof.differences().get(0).kind() + " "
                                                + proof.differences().get(0).object())
                                + ".",
                        "Let it bring back the rest, or ask for a draft by POST …/undo-drafts."));
            case EXACT, EQUIVALENT, NOT_TRIED -> List.of();
        };
    }

    private static String undo(UndoProof proof) {
        return proof.undo() == null ? proof.script() : proof.undo();
    }

    private static ScriptFinding finding(String rule, Severity severity, String script, String message, String remedy) {
        return new ScriptFinding(rule, severity, script, 0, 0, message, remedy, List.of(By.MEASURED), null);
    }

    /** What the undo scripts of all of a plan amount to. */
    static Plan.UndoState state(List<UndoProof> proofs) {
        if (proofs.stream()
                .anyMatch(
                        each -> each.verdict() == UndoVerdict.MISSING || each.verdict() == UndoVerdict.DOES_NOT_RUN)) {
            return Plan.UndoState.IMPOSSIBLE;
        }
        return !proofs.isEmpty()
                        && proofs.stream().allMatch(each -> each.verdict().isProven())
                ? Plan.UndoState.PROVEN
                : Plan.UndoState.UNPROVEN;
    }
}
