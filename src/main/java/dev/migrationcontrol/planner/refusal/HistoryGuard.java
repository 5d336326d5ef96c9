package dev.migrationcontrol.planner.refusal;

import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.planner.refusal.PlanResult.Blocked;
import dev.migrationcontrol.planner.refusal.PlanResult.Obstacle;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.sql.ReadScript;
import java.util.List;
import java.util.Optional;

/** Refuses plans with a script whose text shows that it takes the history away, or changes what the history says. */
public final class HistoryGuard {
    private HistoryGuard() {}

    /** The same plan, or why it may not run. */
    public static PlanResult check(PlanResult planning, ResolvedScripts scripts, Environment environment) {
        if (planning instanceof PlanResult.Ready ready) {
            HistoryPlace place = HistoryPlace.of(environment);
            for (ScriptRun run : ready.runs()) {
                Optional<HistoryHarm.Found> found = find(run.script(), scripts, place);
                if (found.isPresent()) {
                    return blocked(run.script(), found.get(), place);
                }
            }
        }
        return planning;
    }

    private static Optional<HistoryHarm.Found> find(Script script, ResolvedScripts scripts, HistoryPlace place) {
        if (!script.type().startsWith("SQL")) {
            return Optional.empty();
        }
        String text = scripts.replacedTextOf(script);
        return HistoryHarm.mayBeIn(text, place) ? HistoryHarm.in(ReadScript.of(text), place) : Optional.empty();
    }

    private static Blocked blocked(Script script, HistoryHarm.Found found, HistoryPlace place) {
        return Blocked.by(
                Obstacle.HISTORY_HARMED,
                script.name() + " " + found.what() + " (line " + found.line() + "). The history is "
                        + place.schema() + "." + place.table()
                        + ": without it nobody can know what ran. Name the objects that the script should remove or change"
                        + " one by one, and leave the history out.",
                script.version() == null
                        ? List.of()
                        : List.of(script.requireVersion().toString()));
    }
}
