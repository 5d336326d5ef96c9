package dev.migrationcontrol.planner;

import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.Version;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A script, its row in the history, or both, with the state that follows.
 *
 * @param script null when no script was found for an applied migration
 * @param row null when it was never applied
 */
public record Migration(@Nullable Script script, @Nullable HistoryRow row, MigrationState state) {
    public Migration {
        if (script == null && row == null) {
            throw new IllegalArgumentException("a migration has a script, a row, or both");
        }
    }

    public @Nullable Version version() {
        return row != null ? row.version() : Objects.requireNonNull(script).version();
    }

    public String description() {
        return row != null ? row.description() : Objects.requireNonNull(script).description();
    }

    /** Flyway's type of the row, or of the script that was never applied. */
    public String type() {
        return row != null ? row.type() : Objects.requireNonNull(script).type();
    }

    /** The script's name as the history has it, or as it was found. */
    public String scriptName() {
        return row != null ? row.script() : Objects.requireNonNull(script).name();
    }
}
