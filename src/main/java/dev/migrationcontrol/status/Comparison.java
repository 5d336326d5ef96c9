package dev.migrationcontrol.status;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.planner.HistoryValidation;
import dev.migrationcontrol.planner.Migration;
import dev.migrationcontrol.planner.MigrationState;
import dev.migrationcontrol.planner.MigrationStates;
import dev.migrationcontrol.planner.refusal.HistoryProblem;
import dev.migrationcontrol.script.Scripts;
import dev.migrationcontrol.script.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a history and a set of scripts say together. */
record Comparison(
        History history,
        Scripts scripts,
        @Nullable Version currentVersion,
        @Nullable Version latestVersion,
        List<PendingMigration> pending,
        List<HistoryProblem> problems) {

    static Comparison of(History history, Scripts scripts, boolean outOfOrder) {
        List<Migration> migrations = MigrationStates.of(history, scripts, null, outOfOrder);
        UndoIndex undos = new UndoIndex(scripts);
        return new Comparison(
                history,
                scripts,
                MigrationStates.current(migrations).orElse(null),
                scripts.latestVersion().orElse(null),
                migrations.stream()
                        .filter(migration -> migration.state() == MigrationState.PENDING)
                        .map(migration -> PendingMigration.of(migration, undos))
                        .toList(),
                HistoryValidation.problems(history, migrations));
    }

    /**
     * Whether it says what these two say, decided without comparing their contents: both are shared while unchanged.
     */
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(History otherHistory, Scripts otherScripts) {
        return history.rows() == otherHistory.rows() && scripts == otherScripts;
    }
}
