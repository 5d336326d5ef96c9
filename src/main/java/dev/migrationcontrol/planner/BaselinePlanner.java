package dev.migrationcontrol.planner;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.planner.refusal.HistoryElsewhere;
import dev.migrationcontrol.planner.refusal.PlanResult.Blocked;
import dev.migrationcontrol.planner.refusal.PlanResult.Obstacle;
import dev.migrationcontrol.script.Version;
import java.util.List;
import java.util.Optional;

/** Decides whether a history may begin with a baseline, as Flyway's {@code baseline} decides. */
public final class BaselinePlanner {
    /** A baseline can only follow the marker of created schemas. */
    private static final int MARKER_ROWS = 2;

    private BaselinePlanner() {}

    /** What prevents a baseline; empty when it may be written, or is there already. */
    public static Optional<Blocked> obstacle(History history, Version version, String description) {
        Optional<Blocked> elsewhere = HistoryElsewhere.obstacle(history);
        if (elsewhere.isPresent()) {
            return elsewhere;
        }
        Optional<HistoryRow> marker = marker(history);
        if (marker.isPresent()) {
            HistoryRow row = marker.get();
            return isSame(row, version, description)
                    ? Optional.empty()
                    : Optional.of(blocked("The history already begins with the baseline " + row.version() + " ("
                            + row.description() + "), and rows of a history are not replaced."));
        }
        return history.rows().stream().allMatch(HistoryRow::isSchemaMarker)
                ? Optional.empty()
                : Optional.of(blocked("The history already holds migrations; a baseline can only be its beginning."));
    }

    /** Whether exactly this baseline is there already. */
    public static boolean isThere(History history, Version version, String description) {
        return marker(history).filter(row -> isSame(row, version, description)).isPresent();
    }

    private static Optional<HistoryRow> marker(History history) {
        return history.rows().stream()
                .limit(MARKER_ROWS)
                .filter(HistoryRow::isBaseline)
                .findFirst();
    }

    private static boolean isSame(HistoryRow row, Version version, String description) {
        return version.equals(row.version())
                && HistoryRow.abbreviated(description).equals(row.description());
    }

    private static Blocked blocked(String detail) {
        return Blocked.by(Obstacle.ALREADY_BASELINED, detail, List.of());
    }
}
