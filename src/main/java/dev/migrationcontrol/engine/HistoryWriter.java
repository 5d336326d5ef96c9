package dev.migrationcontrol.engine;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.postgresql.core.BaseConnection;

/** Writes rows of the history, counting ranks itself: the history was read once, under the lock. */
final class HistoryWriter {
    private final BaseConnection connection;
    private final String insert;
    private final SessionState state;
    private int nextRank;

    HistoryWriter(BaseConnection connection, HistoryTable table, SessionState state, int nextRank) {
        this.connection = connection;
        this.insert = table.insert();
        this.state = state;
        this.nextRank = nextRank;
    }

    int nextRank() {
        return nextRank;
    }

    /** The row with this rank is the newest now. */
    void continueAfter(int rank) {
        nextRank = rank + 1;
    }

    /** Writes a row; in the open transaction, if there is one. */
    void write(NewHistoryRow row, int millis, boolean success) throws SQLException {
        insert(row, nextRank++, millis, success, "");
    }

    /** Writes the row of a successful run, commits, and makes the session ready for the next script: one message. */
    void writeAndCommit(NewHistoryRow row, int millis) throws SQLException {
        insert(row, nextRank++, millis, true, " RETURNING " + state.restoring() + "; COMMIT");
    }

    /** Writes the row of a successful run outside of a transaction, and makes the session ready for the next script. */
    void writeAutocommitted(NewHistoryRow row, int millis) throws SQLException {
        write(row, millis, true);
        state.restore(connection);
    }

    /** Flyway's marker of the schemas that it created: rank 0 in an empty history. */
    void markSchemas(List<String> quotedNames) throws SQLException {
        NewHistoryRow marker =
                new NewHistoryRow(null, "<< Flyway Schema Creation >>", "SCHEMA", String.join(",", quotedNames), null);
        int rank = nextRank == 1 ? 0 : nextRank;
        insert(marker, rank, 0, true, "");
        nextRank = rank + 1;
    }

    private void insert(NewHistoryRow row, int rank, int millis, boolean success, String suffix) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(state.rolePrefix() + insert + suffix)) {
            statement.setInt(1, rank);
            statement.setString(2, row.version() == null ? null : row.version().toString());
            statement.setString(3, row.description());
            statement.setString(4, row.type());
            statement.setString(5, row.script());
            if (row.checksum() == null) {
                statement.setNull(6, Types.INTEGER);
            } else {
                statement.setInt(6, row.checksum());
            }
            statement.setString(7, state.installedBy());
            statement.setInt(8, millis);
            statement.setBoolean(9, success);
            statement.execute();
        }
    }
}
