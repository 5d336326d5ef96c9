package dev.migrationcontrol.engine;

import dev.migrationcontrol.script.Script;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.core.BaseConnection;

/** What the work of a transaction may do to the history: begin it, and drop it again. */
public final class HistoryChanges {
    private final BaseConnection connection;
    private final HistoryTable table;
    private final HistoryWriter writer;

    HistoryChanges(BaseConnection connection, HistoryTable table, HistoryWriter writer) {
        this.connection = connection;
        this.table = table;
        this.writer = writer;
    }

    /** Creates the table of the history. */
    public void create() throws SQLException {
        execute(table.createTable());
    }

    /** Drops the table of the history. */
    public void drop() throws SQLException {
        execute("DROP TABLE " + table.qualifiedName());
    }

    /** Removes all rows, for a history that was empty before. */
    public void empty() throws SQLException {
        execute("DELETE FROM " + table.qualifiedName());
    }

    /** Records a script that something else ran as applied, just as if it had been run here. */
    public void record(Script script) throws SQLException {
        writer.write(ScriptRun.up(script).row(), 0, true);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
