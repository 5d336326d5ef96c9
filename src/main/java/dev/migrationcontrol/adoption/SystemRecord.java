package dev.migrationcontrol.adoption;

import dev.migrationcontrol.system.table.OldSystem;
import dev.migrationcontrol.system.table.VersionTable;
import java.util.List;

/** What one old system recorded. */
record SystemRecord(OldSystem system, VersionTable table, List<RecordedRow> rows) {
    SystemRecord {
        rows = List.copyOf(rows);
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
