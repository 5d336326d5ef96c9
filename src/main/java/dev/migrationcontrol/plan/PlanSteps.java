package dev.migrationcontrol.plan;

import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.engine.ScriptRun;
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
import java.util.function.Function;
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
    private final Function<String, Optional<TargetTable>> target;
    private int left = MOST_TEXT;

    private PlanSteps(
            ResolvedScripts scripts, List<ScriptMeasurement> measured, Function<String, Optional<TargetTable>> target) {
        this.scripts = scripts;
        this.measured =
                measured.stream().collect(Collectors.toMap(ScriptMeasurement::script, each -> each, (one, two) -> one));
        this.target = target;
    }

    /**
     * @param measured what was measured in a rehearsal; none where there was none
     * @param target looks up a table of the environment
     */
    static List<Plan.Step> of(
            List<ScriptRun> runs,
            ResolvedScripts scripts,
            List<ScriptMeasurement> measured,
            Function<String, Optional<TargetTable>> target) {
        PlanSteps steps = new PlanSteps(scripts, measured, target);
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
                statements(outline, measured.get(script.name())),
                outline.statements().size());
    }

    private Plan.@Nullable Undo undo(Script script) {
        return scripts.scripts().undos().stream()
                .filter(each -> script.version() != null && Objects.equals(each.version(), script.version()))
                .map(each -> new Plan.Undo(each.name()))
                .findFirst()
                .orElse(null);
    }

    private List<Plan.Statement> statements(ScriptOutline outline, @Nullable ScriptMeasurement rehearsed) {
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
            shown.add(statement(number, each.line(), sql, rehearsed == null ? null : rehearsed.find(number)));
        }
        return shown;
    }

    private Plan.Statement statement(int number, int line, String sql, @Nullable StatementMeasurement rehearsed) {
        if (rehearsed == null) {
            return new Plan.Statement(number, line, sql, null, List.of(), List.of());
        }
        List<TargetTable> tables = rehearsed.locks().stream()
                .filter(each -> each.mode().compareTo(LockMode.SHARE_UPDATE_EXCLUSIVE) >= 0)
                .flatMap(each -> target.apply(each.relation()).stream())
                .limit(MOST_TABLES)
                .toList();
        return new Plan.Statement(
                number,
                line,
                sql,
                rehearsed.shortened(MOST_TABLES),
                tables,
                Effects.of(rehearsed, target).stream().limit(MOST_TABLES).toList());
    }
}
