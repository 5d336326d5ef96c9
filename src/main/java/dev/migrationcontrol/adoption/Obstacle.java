package dev.migrationcontrol.adoption;

import dev.migrationcontrol.engine.HistoryRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a step of a consolidation may not be taken; in one voice for refusals and failures. */
record Obstacle(String slug, String title, String detail) {
    static final String BLOCKED = "consolidation-blocked";
    static final String DIFFERS = "schema-differs";

    private static final String UNDO = "Ask for its undo first, if it is to be done again.";

    /** Why an environment in this stage cannot be adopted; null when it can. */
    static @Nullable Obstacle ofAdoption(Stage stage, boolean historyHasRows) {
        if (stage != Stage.NONE) {
            return new Obstacle(
                    "already-adopted",
                    "The environment is adopted already",
                    "The old systems of this environment have been taken over already. " + UNDO);
        }
        return historyHasRows
                ? new Obstacle(
                        "history-not-empty",
                        "The environment has a history already",
                        "The history has rows already; a consolidation begins a history and never adds to one. To put other"
                                + " systems and this history into one, convert it too (system flyway) and give the"
                                + " environment a history of another name (history-table): then this one counts as an"
                                + " old one.")
                : null;
    }

    /** Why the old systems of an environment in this stage cannot retire; null when they can. */
    static @Nullable Obstacle ofRetirement(Stage stage) {
        return switch (stage) {
            case NONE -> notAdopted();
            case RETIRED ->
                new Obstacle(
                        "already-retired",
                        "The old systems are retired already",
                        "The old version tables are in the archive already.");
            case ADOPTED -> null;
        };
    }

    /** Why an adoption cannot be undone; null when it can. */
    static @Nullable Obstacle ofUndo(@Nullable AdoptionRecord record, List<HistoryRow> history) {
        if (record == null) {
            return notAdopted();
        }
        return record.isAllThatStands(history)
                ? null
                : new Obstacle(
                        "history-continued",
                        "The history went on after the adoption",
                        "The adoption wrote " + record.rows() + " rows, and the history has " + history.size()
                                + " now: an undo would lose what ran since. Roll back what was upgraded since, and upgrade"
                                + " what was rolled back, then undo; or stay with the new history.");
    }

    private static Obstacle notAdopted() {
        return new Obstacle(
                "not-adopted",
                "The environment is not adopted",
                "No old system of this environment has been taken over. Ask for the mode adopt first.");
    }
}
