package dev.migrationcontrol.planner;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.planner.refusal.HistoryElsewhere;
import dev.migrationcontrol.planner.refusal.HistoryProblem;
import dev.migrationcontrol.planner.refusal.PlanResult;
import dev.migrationcontrol.planner.refusal.PlanResult.Blocked;
import dev.migrationcontrol.planner.refusal.PlanResult.Obstacle;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.Scripts;
import dev.migrationcontrol.script.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what an upgrade runs: what stock {@code flyway migrate} would, with the same refusals, and {@code B} scripts. */
public final class UpgradePlanner {
    private UpgradePlanner() {}

    /**
     * @param target the version to stop at; null for the latest
     * @param outOfOrder whether versions below the newest applied one run too
     */
    public static PlanResult plan(History history, Scripts scripts, @Nullable Version target, boolean outOfOrder) {
        Optional<Blocked> elsewhere = HistoryElsewhere.obstacle(history);
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        List<Migration> migrations = MigrationStates.of(history, scripts, target, outOfOrder);
        List<HistoryProblem> problems = HistoryValidation.problems(history, migrations).stream()
                .filter(HistoryProblem::blocksUpgrade)
                .toList();
        if (!problems.isEmpty()) {
            return diverged(problems);
        }
        // Flyway looks only after it created missing schemas, and their marker makes a history.
        if (!history.exists()
                && !history.schemaEmpty()
                && history.missingSchemas().isEmpty()) {
            return Blocked.by(
                    Obstacle.UNMANAGED_SCHEMA,
                    "The schema holds objects, but no history says which migrations they come from. Record a baseline"
                            + " first, at the version that the schema has now.",
                    List.of());
        }
        if (target != null && migrations.stream().noneMatch(migration -> target.equals(migration.version()))) {
            return Blocked.by(
                    Obstacle.UNKNOWN_TARGET,
                    "No migration has the version " + target + ", neither in the scripts nor in the history.",
                    List.of(target.toString()));
        }
        return new PlanResult.Ready(pending(migrations));
    }

    private static List<ScriptRun> pending(List<Migration> migrations) {
        List<ScriptRun> runs = new ArrayList<>();
        for (Migration migration : migrations) {
            Script script = migration.script();
            if (migration.state() == MigrationState.PENDING && script != null) {
                runs.add(ScriptRun.up(script));
            }
        }
        return runs;
    }

    private static Blocked diverged(List<HistoryProblem> problems) {
        List<String> versions = new ArrayList<>();
        for (HistoryProblem problem : problems) {
            versions.add(problem.version() == null ? problem.script() : problem.version());
        }
        return new Blocked(
                Obstacle.HISTORY_DIVERGED,
                problems.size() == 1
                        ? problems.get(0).detail()
                        : problems.size() + " migrations prevent it, the first: "
                                + problems.get(0).detail(),
                versions,
                problems);
    }
}
