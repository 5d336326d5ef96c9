package dev.migrationcontrol.engine;

import dev.migrationcontrol.script.Script;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One script to run and what its history row will say.
 *
 * @param undone for an undo: the row of the run that it takes back; null for a migration
 */
public record ScriptRun(Script script, @Nullable HistoryRow undone) {
    /** Runs a versioned, repeatable or baseline script. */
    public static ScriptRun up(Script script) {
        return new ScriptRun(script, null);
    }

    /** Runs an undo script and marks the run that it takes back as deleted. */
    public static ScriptRun down(Script undo, HistoryRow undone) {
        return new ScriptRun(undo, undone);
    }

    /** Runs a callback, which has no row. */
    static ScriptRun callback(Script script) {
        return new ScriptRun(script, null);
    }

    boolean isCallback() {
        return script.kind() == Script.Kind.CALLBACK;
    }

    /** Work of a listener. */
    interface Aside {
        void run() throws SQLException, RunFailure;
    }

    /** Does such work, which callbacks do without; what it fails with is not of the script's row. */
    void aside(Aside work) throws RunFailure {
        if (isCallback()) {
            return;
        }
        try {
            work.run();
        } catch (SQLException e) {
            throw ServerMessage.of(e);
        }
    }

    public boolean isUndo() {
        return undone != null;
    }

    /**
     * The history row to write; a {@code DELETE} row is what Flyway Community understands as undone.
     */
    NewHistoryRow row() {
        if (isUndo()) {
            HistoryRow row = Objects.requireNonNull(undone);
            return new NewHistoryRow(row.version(), row.description(), "DELETE", script.name(), script.checksum());
        }
        return new NewHistoryRow(
                script.version(), script.description(), script.type(), script.name(), script.checksum());
    }
}
