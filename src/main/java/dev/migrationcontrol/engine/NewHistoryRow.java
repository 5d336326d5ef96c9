package dev.migrationcontrol.engine;

import dev.migrationcontrol.script.Version;
import org.jspecify.annotations.Nullable;

/** What a history row says of a run, before rank, time and outcome are known. Texts are cut as Flyway cuts them. */
record NewHistoryRow(
        @Nullable Version version,
        String description,
        String type,
        String script,
        @Nullable Integer checksum) {
    private static final int SCRIPT_LENGTH = 1000;

    NewHistoryRow {
        description = HistoryRow.abbreviated(description);
        if (script.length() > SCRIPT_LENGTH) {
            script = "..." + script.substring(3, SCRIPT_LENGTH);
        }
    }
}
