package dev.migrationcontrol.planner.refusal;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.planner.refusal.PlanResult.Blocked;
import dev.migrationcontrol.planner.refusal.PlanResult.Obstacle;
import java.util.List;
import java.util.Optional;

/** A history that stock Flyway finds by the search path, in an environment of which nobody said where its history is. */
public final class HistoryElsewhere {
    private HistoryElsewhere() {}

    /** What prevents the beginning of another history; empty where nothing does. */
    public static Optional<Blocked> obstacle(History history) {
        return detail(history).map(detail -> Blocked.by(Obstacle.HISTORY_ELSEWHERE, detail, List.of()));
    }

    /** What is found, and how to say which history is meant. */
    public static Optional<String> detail(History history) {
        String schema = history.elsewhere();
        return schema == null
                ? Optional.empty()
                : Optional.of(
                        "The schema " + schema + ", which is in the search path of this user, holds a history, but the"
                                + " environment's schemas are not set, so that another one would begin. Set"
                                + " MIGRATION_CONTROL_ENVIRONMENTS_<NAME>_SCHEMAS=" + schema
                                + " to go on with that history, or name the schema of the new one there.");
    }
}
