package dev.migrationcontrol.plan;

import dev.migrationcontrol.catalogue.TargetCatalogue;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.rehearsal.ScriptMeasurement;
import dev.migrationcontrol.rule.Acceptance;
import dev.migrationcontrol.rule.JudgeInput;
import dev.migrationcontrol.rule.JudgedScript;
import dev.migrationcontrol.rule.RuleSettings;
import dev.migrationcontrol.rule.ScriptFinding;
import dev.migrationcontrol.rule.book.RuleBook;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.ScriptOutline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks the rules about the scripts of a plan. Pure but for the texts of scripts. */
final class PlanJudge {
    private PlanJudge() {}

    /** The scripts of a plan, statement by statement, by their names in their order. */
    static Map<String, ScriptOutline> outlines(List<ScriptRun> runs, ResolvedScripts scripts) {
        Map<String, ScriptOutline> outlines = new LinkedHashMap<>();
        runs.forEach(run -> outlines.put(run.script().name(), scripts.outline(run.script())));
        return outlines;
    }

    static List<ScriptFinding> judge(
            Environment environment,
            PlanRequest request,
            List<ScriptRun> runs,
            ResolvedScripts scripts,
            @Nullable TargetCatalogue target,
            List<ScriptMeasurement> measured) {
        List<JudgedScript> judged = runs.stream()
                .filter(run -> run.script().type().startsWith("SQL"))
                .map(run -> judged(run.script(), run.isUndo(), scripts))
                .toList();
        List<Acceptance> accepted = request.accepted().stream()
                .map(each -> new Acceptance(each.rule(), each.script(), each.reason(), "request"))
                .toList();
        return RuleBook.all()
                .judge(new JudgeInput(
                        List.of(),
                        judged,
                        target,
                        measured,
                        RuleSettings.of(environment.policy().rules()),
                        accepted));
    }

    private static JudgedScript judged(Script script, boolean undo, ResolvedScripts scripts) {
        ScriptOutline outline = scripts.outline(script);
        List<JudgedScript.Statement> statements = new java.util.ArrayList<>();
        for (ScriptOutline.Statement each : outline.statements()) {
            statements.add(new JudgedScript.Statement(statements.size() + 1, each.line(), each.sql()));
        }
        return new JudgedScript(script.name(), undo, outline.transactional(), scripts.textOf(script), statements);
    }
}
