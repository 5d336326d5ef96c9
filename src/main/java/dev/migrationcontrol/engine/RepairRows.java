package dev.migrationcontrol.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a repair changes in a history.
 *
 * @param removed failed rows that go
 * @param deleted rows whose script is gone; each gets a row of type {@code DELETE}
 * @param markedApplied failed rows that count as applied from now on
 * @param aligned rows that take over what their script says now
 */
public record RepairRows(
        List<HistoryRow> removed, List<HistoryRow> deleted, List<HistoryRow> markedApplied, List<Alignment> aligned) {
    public RepairRows {
        removed = List.copyOf(removed);
        deleted = List.copyOf(deleted);
        markedApplied = List.copyOf(markedApplied);
        aligned = List.copyOf(aligned);
    }

    /** A row and what it becomes. */
    public record Alignment(
            HistoryRow row,
            String description,
            String type,
            @Nullable Integer checksum) {}

    /** Whether there is nothing to repair. */
    public boolean isEmpty() {
        return removed.isEmpty() && deleted.isEmpty() && markedApplied.isEmpty() && aligned.isEmpty();
    }
}
