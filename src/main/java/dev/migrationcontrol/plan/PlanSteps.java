package dev.migrationcontrol.plan;

import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.proof.UndoProof;
import dev.migrationcontrol.proof.UndoVerdict;
import dev.migrationcontrol.rehearsal.LockMode;
import dev.migrationcontrol.rehearsal.ScriptMeasurement;
import dev.migrationcontrol.rehearsal.StatementMeasurement;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.ScriptOutline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Describes the scripts of a plan, within a bound for all of their statements. */
final class PlanSteps {
    private static final int LONGEST_STATEMENT = 4_000;
    private static final int MOST_TEXT = 500_000;
    private static final int MOST_STATEMENTS = 200;
    private static final int MOST_TABLES = 30;

    private final ResolvedScripts scripts;
    private final Map<String, ScriptMeasurement> measured;
    private final PlanSight seen;
    private int left = MOST_TEXT;

    private PlanSteps(ResolvedScripts scripts, PlanSight seen) {
        this.scripts = scripts;
        this.seen = seen;
        this.measured = seen.measured().stream()
                .collect(Collectors.toMap(ScriptMeasurement::script, each -> each, (one, two) -> one));
    }

    /** @param seen what was seen of them */
    static List<Plan.Step> of(List<ScriptRun> runs, ResolvedScripts scripts, PlanSight seen) {
        PlanSteps steps = new PlanSteps(scripts, seen);
        return runs.stream().map(steps::step).toList();
    }

    private Plan.Step step(ScriptRun run) {
        Script script = run.script();
        HistoryRow undone = run.undone();
        Object version = undone == null ? script.version() : undone.version();
        ScriptOutline outline = scripts.outline(script);
        return new Plan.Step(
                version == null ? null : version.toString(),
                undone == null ? script.description() : undone.description(),
                script.name(),
                run.isUndo() ? "DOWN" : "UP",
                script.checksum(),
                outline.transactional(),
                run.isUndo() ? null : undo(script),
                statements(script.name(), outline),
                outline.statements().size(),
                run.isUndo() ? seen.lossesOf(script.name()) : List.of());
    }

    private Plan.@Nullable Undo undo(Script script) {
        return scripts.scripts().undos().stream()
                .filter(each -> script.version() != null && Objects.equals(each.version(), script.version()))
                .map(each -> undo(each.name(), seen.proofOf(script.name())))
                .findFirst()
                .orElse(null);
    }

    private static Plan.Undo undo(String script, Optional<UndoProof> proof) {
        return new Plan.Undo(
                script,
                proof.map(UndoProof::verdict).orElse(UndoVerdict.NOT_TRIED),
                proof.map(UndoProof::differences).orElse(List.of()),
                proof.map(UndoProof::reason).orElse(null));
    }

    private List<Plan.Statement> statements(String script, ScriptOutline outline) {
        ScriptMeasurement rehearsed = measured.get(script);
        List<Plan.Statement> shown = new ArrayList<>();
        for (ScriptOutline.Statement each : outline.statements()) {
            if (shown.size() == MOST_STATEMENTS || left <= 0) {
                break;
            }
            String sql = each.sql().length() <= LONGEST_STATEMENT
                    ? each.sql()
                    : each.sql().substring(0, LONGEST_STATEMENT - 1) + "…";
            left -= sql.length();
            int number = shown.size() + 1;
            shown.add(statement(
                    new Plan.Statement(
                            number, each.line(), sql, null, List.of(), List.of(), seen.checksOf(script, number)),
                    rehearsed == null ? null : rehearsed.find(number)));
        }
        return shown;
    }

    private Plan.Statement statement(Plan.Statement of, @Nullable StatementMeasurement rehearsed) {
        if (rehearsed == null) {
            return of;
        }
        List<TargetTable> tables = rehearsed.locks().stream()
                .filter(each -> each.mode().compareTo(LockMode.SHARE_UPDATE_EXCLUSIVE) >= 0)
                .flatMap(each -> seen.target().apply(each.relation()).stream())
                .limit(MOST_TABLES)
                .toList();
        List<String> effects = Effects.of(rehearsed, seen.target());
        return new Plan.Statement(
                of.number(),
                of.line(),
                of.sql(),
                rehearsed.shortened(MOST_TABLES),
                tables,
                effects.stream().limit(MOST_TABLES).toList(),
                of.dataChecks());
    }
}
