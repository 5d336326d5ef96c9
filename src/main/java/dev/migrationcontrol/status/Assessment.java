package dev.migrationcontrol.status;

import dev.migrationcontrol.planner.refusal.HistoryElsewhere;
import dev.migrationcontrol.planner.refusal.HistoryProblem;
import dev.migrationcontrol.probe.Observation.Reachable;
import dev.migrationcontrol.status.StatusProblem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges what was found in a database that answered. */
record Assessment(StatusState state, List<StatusProblem> problems, List<PendingMigration> pending) {

    /** @param scriptsUnreadable why the scripts cannot be read; null where they can */
    static Assessment of(Reachable found, Comparison comparison, @Nullable String scriptsUnreadable) {
        List<StatusProblem> problems = new ArrayList<>();
        if (scriptsUnreadable != null) {
            problems.add(StatusProblem.of(Kind.SCRIPTS_UNREADABLE, scriptsUnreadable));
        }
        found.defects().forEach(defect -> problems.add(StatusProblem.of(defect)));
        if (!found.isHistoryUnreadable()) {
            comparison.problems().stream()
                    .filter(problem -> scriptsUnreadable == null || needsNoScripts(problem))
                    .forEach(problem -> problems.add(StatusProblem.of(problem)));
        }
        List<PendingMigration> pending = found.isHistoryUnreadable() ? List.of() : comparison.pending();
        Optional<String> elsewhere = HistoryElsewhere.detail(found.history());
        elsewhere.ifPresent(detail -> problems.add(StatusProblem.of(Kind.HISTORY_ELSEWHERE, detail)));
        if (elsewhere.isPresent()) {
            return new Assessment(StatusState.DIVERGED, problems, List.of());
        }
        StatusState state = state(found, problems, pending);
        // What keeps an upgrade from running is reported where an upgrade is due; it does not change the state.
        if (!found.history().exists() || !pending.isEmpty()) {
            found.missingRights().forEach(right -> problems.add(StatusProblem.of(right)));
        }
        return new Assessment(state, problems, pending);
    }

    private static boolean needsNoScripts(HistoryProblem problem) {
        return problem.kind() == HistoryProblem.Kind.FAILED_MIGRATION
                || problem.kind() == HistoryProblem.Kind.UNREADABLE_ROW;
    }

    private static StatusState state(Reachable found, List<StatusProblem> problems, List<PendingMigration> pending) {
        if (problems.stream().anyMatch(problem -> problem.kind() == Kind.FAILED_MIGRATION)) {
            return StatusState.FAILED;
        }
        if (!found.history().exists()) {
            // What is in schemas that are not managed keeps no upgrade from running, but the database is not empty.
            return found.history().schemaEmpty() && found.databaseEmpty() ? StatusState.EMPTY : StatusState.UNMANAGED;
        }
        if (problems.stream().anyMatch(problem -> problem.kind() != Kind.FUTURE_MIGRATION)) {
            return StatusState.DIVERGED;
        }
        if (!problems.isEmpty()) {
            return StatusState.AHEAD;
        }
        return pending.isEmpty() ? StatusState.UP_TO_DATE : StatusState.PENDING;
    }
}
