package dev.migrationcontrol.engine;

import java.sql.SQLException;
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

    /** The end of a message that writes the row of a successful run and commits. */
    String rowAndCommit(NewHistoryRow row, String millis) {
        return insert + values(row, nextRank, millis, true) + "; COMMIT";
    }

    /** A row was written by what {@link #rowAndCommit} returned. */
    void written() {
        nextRank++;
    }

    /** Writes a row; in the open transaction, if there is one. */
    void write(NewHistoryRow row, int millis, boolean success) throws SQLException {
        PlainQuery.run(
                connection, state.rolePrefix() + insert + values(row, nextRank, Integer.toString(millis), success));
        nextRank++;
    }

    /** Flyway's marker of the schemas that it created: rank 0 in an empty history. */
    void markSchemas(List<String> quotedNames) throws SQLException {
        NewHistoryRow marker =
                new NewHistoryRow(null, "<< Flyway Schema Creation >>", "SCHEMA", String.join(",", quotedNames), null);
        int rank = nextRank == 1 ? 0 : nextRank;
        PlainQuery.run(connection, state.rolePrefix() + insert + values(marker, rank, "0", true));
        nextRank = rank + 1;
    }

    private String values(NewHistoryRow row, int rank, String millis, boolean success) {
        String version = row.version() == null ? null : row.version().toString();
        return "(" + rank + ", " + SqlLiteral.of(version) + ", " + SqlLiteral.of(row.description()) + ", "
                + SqlLiteral.of(row.type()) + ", " + SqlLiteral.of(row.script()) + ", " + SqlLiteral.of(row.checksum())
                + ", " + SqlLiteral.of(state.installedBy()) + ", " + millis + ", " + success + ")";
    }
}
