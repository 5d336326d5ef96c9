package dev.migrationcontrol.planner.refusal;

import dev.migrationcontrol.engine.ScriptRun;
import java.util.List;

/** What a planner says: what would run, or why nothing may. */
public sealed interface PlanResult {
    /**
     * These scripts run, in this order; none when there is nothing to do.
     *
     * @param remarks what whoever asked should know although nothing is in the way
     */
    record Ready(List<ScriptRun> runs, List<String> remarks) implements PlanResult {
        public Ready {
            runs = List.copyOf(runs);
            remarks = List.copyOf(remarks);
        }

        public Ready(List<ScriptRun> runs) {
            this(runs, List.of());
        }

        /** Whether there is nothing to do and nothing to say. */
        public boolean isNothing() {
            return runs.isEmpty() && remarks.isEmpty();
        }
    }

    /**
     * Nothing may run.
     *
     * @param detail what prevents it, and how to fix that
     * @param versions the versions concerned, oldest first
     * @param problems what is wrong with the history, when that is the obstacle
     */
    record Blocked(Obstacle obstacle, String detail, List<String> versions, List<HistoryProblem> problems)
            implements PlanResult {
        public Blocked {
            versions = List.copyOf(versions);
            problems = List.copyOf(problems);
        }

        public static Blocked by(Obstacle obstacle, String detail, List<String> versions) {
            return new Blocked(obstacle, detail, versions, List.of());
        }
    }

    /** What can be in the way. */
    enum Obstacle {
        HISTORY_DIVERGED("history-diverged", "The history and the scripts disagree"),
        HISTORY_ELSEWHERE("history-elsewhere", "There is a history in another schema of the search path"),
        UNMANAGED_SCHEMA("unmanaged-schema", "The schema holds objects but no history"),
        UNKNOWN_TARGET("unknown-target-version", "There is no such version"),
        TOO_FEW_APPLIED("too-few-applied", "Fewer migrations are applied than should be rolled back"),
        UNDO_MISSING("undo-missing", "Not every version has an undo script"),
        UNDO_EMPTY("undo-empty", "An undo script does nothing"),
        HISTORY_NOT_LINEAR("history-not-linear", "The history is not linear where it would be rolled back"),
        BASELINE_IN_THE_WAY("baseline-in-the-way", "A baseline cannot be rolled back"),
        ALREADY_BASELINED("already-baselined", "The history has a beginning already"),
        REPEATABLE_DEPENDS("repeatable-depends", "A later repeatable uses what would be rolled back"),
        PLAN_OUTDATED("plan-outdated", "The plan is outdated"),
        UNDO_NOT_PROVEN("undo-not-proven", "An undo script is not proven"),
        LOSS_NOT_ACCEPTED("loss-not-accepted", "The rollback would destroy data"),
        ARCHIVE_NOT_POSSIBLE("archive-not-possible", "Rows cannot be archived or restored with these scripts"),
        NOT_PROMOTED("not-promoted", "An earlier environment has not applied this"),
        PROMOTION_UNKNOWN("promotion-unknown", "The earlier environment cannot be asked"),
        HISTORY_HARMED("history-harmed", "A script would take the history away or change it");

        private final String slug;
        private final String title;

        Obstacle(String slug, String title) {
            this.slug = slug;
            this.title = title;
        }

        /** The last part of the problem type, and the reason of a failure. */
        public String slug() {
            return slug;
        }

        public String title() {
            return title;
        }
    }
}
