package dev.migrationcontrol.plan;

import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.ScriptOutline;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Describes the scripts of a plan, within a bound for all of their statements. */
final class PlanSteps {
    private static final int LONGEST_STATEMENT = 4_000;
    private static final int MOST_TEXT = 500_000;
    private static final int MOST_STATEMENTS = 200;

    private final ResolvedScripts scripts;
    private int left = MOST_TEXT;

    private PlanSteps(ResolvedScripts scripts) {
        this.scripts = scripts;
    }

    static List<Plan.Step> of(List<ScriptRun> runs, ResolvedScripts scripts) {
        PlanSteps steps = new PlanSteps(scripts);
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
                statements(outline),
                outline.statements().size());
    }

    private @Nullable String undo(Script script) {
        return scripts.scripts().undos().stream()
                .filter(each -> script.version() != null && Objects.equals(each.version(), script.version()))
                .map(Script::name)
                .findFirst()
                .orElse(null);
    }

    private List<Plan.Statement> statements(ScriptOutline outline) {
        List<Plan.Statement> shown = new ArrayList<>();
        for (ScriptOutline.Statement each : outline.statements()) {
            if (shown.size() == MOST_STATEMENTS || left <= 0) {
                break;
            }
            String sql = each.sql().length() <= LONGEST_STATEMENT
                    ? each.sql()
                    : each.sql().substring(0, LONGEST_STATEMENT - 1) + "…";
            left -= sql.length();
            shown.add(new Plan.Statement(shown.size() + 1, each.line(), sql));
        }
        return shown;
    }
}
