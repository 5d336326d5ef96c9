package dev.migrationcontrol.probe;

import dev.migrationcontrol.engine.HistoryRow;
import java.util.List;

/** What could be read of a history, and what could not. */
record HistoryRows(List<HistoryRow> rows, List<HistoryDefect> defects) {
    HistoryRows {
        rows = List.copyOf(rows);
        defects = List.copyOf(defects);
    }

    static final HistoryRows NONE = new HistoryRows(List.of(), List.of());

    static HistoryRows unreadable(String detail) {
        HistoryDefect defect = new HistoryDefect(HistoryDefect.Kind.HISTORY_UNREADABLE, null, null, detail);
        return new HistoryRows(List.of(), List.of(defect));
    }
}
