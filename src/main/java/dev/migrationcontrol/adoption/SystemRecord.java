package dev.migrationcontrol.adoption;

import dev.migrationcontrol.system.table.OldSystem;
import dev.migrationcontrol.system.table.VersionTable;
import java.util.List;

/**
 * What one old system recorded.
 *
 * @param newestOnly whether all migrations before a recorded one count as applied
 */
record SystemRecord(OldSystem system, VersionTable table, List<RecordedRow> rows, boolean newestOnly) {
    SystemRecord {
        rows = List.copyOf(rows);
    }

    SystemRecord(OldSystem system, VersionTable table, List<RecordedRow> rows) {
        this(system, table, rows, system.recordsNewestOnly());
    }

    /** Whether its one row may be a counter, which the request does not say. */
    boolean mayBeCounter() {
        return system.isCustom() && !newestOnly && in(RecordedRow.State.APPLIED).size() == 1;
    }

    /** Whether a table is kept next to the version table. */
    boolean owns(VersionTable companion) {
        return table.schema().equals(companion.schema())
                && system.companion(companion).isPresent();
    }

    List<RecordedRow> in(RecordedRow.State state) {
        return rows.stream().filter(row -> row.state() == state).toList();
    }
}
