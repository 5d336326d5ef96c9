package dev.migrationcontrol.planner;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.engine.RepairRows;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.Scripts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Decides what a repair changes: what Flyway Core's {@code repair} would. */
public final class RepairPlanner {
    private RepairPlanner() {}

    /**
     * Failed rows go, or count as applied; then missing scripts are marked as deleted, and changed ones taken over.
     *
     * @param markApplied whether failed rows count as applied, which Flyway does not offer
     */
    public static RepairRows plan(History history, Scripts scripts, boolean markApplied) {
        List<HistoryRow> failed =
                history.rows().stream().filter(row -> !row.success()).toList();
        List<HistoryRow> removed = markApplied ? List.of() : failed;
        List<HistoryRow> kept = history.rows().stream()
                .filter(row -> markApplied || row.success())
                .map(HistoryRow::succeeded)
                .toList();
        History repaired = new History(history.exists(), history.schemaEmpty(), history.missingSchemas(), kept);
        List<HistoryRow> deleted = new ArrayList<>();
        List<RepairRows.Alignment> aligned = new ArrayList<>();
        for (Migration migration : MigrationStates.of(repaired, scripts, null, true)) {
            HistoryRow row = migration.row();
            if (row == null || row.isSynthetic() || row.isUndo()) {
                continue;
            }
            if (migration.state() == MigrationState.MISSING_SUCCESS) {
                deleted.add(row);
            } else if (needsAlignment(migration)) {
                aligned.add(alignment(row, Objects.requireNonNull(migration.script())));
            }
        }
        return new RepairRows(removed, deleted, markApplied ? failed : List.of(), aligned);
    }

    private static boolean needsAlignment(Migration migration) {
        Script script = migration.script();
        HistoryRow row = migration.row();
        if (script == null || row == null) {
            return false;
        }
        if (script.kind() == Script.Kind.REPEATABLE) {
            // The row matches the text before its placeholders were replaced, but not the one after.
            return script.matches(row.checksum()) && !Objects.equals(script.checksum(), row.checksum());
        }
        return !script.matches(row.checksum())
                || !HistoryRow.abbreviated(script.description()).equals(row.description())
                || !script.type().equals(row.effectiveType());
    }

    private static RepairRows.Alignment alignment(HistoryRow row, Script script) {
        return new RepairRows.Alignment(
                row, HistoryRow.abbreviated(script.description()), script.type(), script.checksum());
    }
}
