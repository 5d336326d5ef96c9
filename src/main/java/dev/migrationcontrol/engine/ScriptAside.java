package dev.migrationcontrol.engine;

import java.sql.SQLException;

/** Work of a listener in the transaction of a script; what it fails with is not of the script's row. */
interface ScriptAside {
    void run() throws SQLException, RunFailure;

    /** Does it for migrations and undo scripts, not for callbacks. */
    static void of(ScriptRun script, ScriptAside work) throws RunFailure {
        if (script.isCallback()) {
            return;
        }
        try {
            work.run();
        } catch (SQLException e) {
            throw ServerMessage.of(e);
        }
    }
}
