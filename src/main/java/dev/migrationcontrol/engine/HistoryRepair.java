package dev.migrationcontrol.engine;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import org.postgresql.core.BaseConnection;

/** Changes rows of a history as Flyway's {@code repair} does: the only place where rows are removed or rewritten. */
final class HistoryRepair {
    private final BaseConnection connection;
    private final HistoryTable table;
    private final HistoryWriter writer;

    HistoryRepair(BaseConnection connection, HistoryTable table, HistoryWriter writer) {
        this.connection = connection;
        this.table = table;
        this.writer = writer;
    }

    void apply(RepairRows rows) throws SQLException {
        connection.setAutoCommit(false);
        for (HistoryRow row : rows.removed()) {
            remove(row);
        }
        writer.continueAfter(newestRank());
        for (HistoryRow row : rows.deleted()) {
            writer.write(
                    new NewHistoryRow(row.version(), row.description(), "DELETE", row.script(), row.checksum()),
                    0,
                    row.success());
        }
        for (HistoryRow row : rows.markedApplied()) {
            markApplied(row);
        }
        for (RepairRows.Alignment alignment : rows.aligned()) {
            align(alignment);
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    private void remove(HistoryRow row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "DELETE FROM " + table.qualifiedName() + " WHERE \"installed_rank\" = ? AND NOT \"success\"")) {
            statement.setInt(1, row.rank());
            statement.executeUpdate();
        }
    }

    private void markApplied(HistoryRow row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE " + table.qualifiedName() + " SET \"success\" = true WHERE \"installed_rank\" = ?")) {
            statement.setInt(1, row.rank());
            statement.executeUpdate();
        }
    }

    /** Rows that are written take over the ranks of removed ones, as in Flyway. */
    private int newestRank() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT coalesce(pg_catalog.max(\"installed_rank\"), 0) FROM " + table.qualifiedName())) {
            result.next();
            return result.getInt(1);
        }
    }

    private void align(RepairRows.Alignment alignment) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("UPDATE " + table.qualifiedName()
                + " SET \"description\" = ?, \"type\" = ?, \"checksum\" = ? WHERE \"installed_rank\" = ?")) {
            statement.setString(1, alignment.description());
            statement.setString(2, alignment.type());
            if (alignment.checksum() == null) {
                statement.setNull(3, Types.INTEGER);
            } else {
                statement.setInt(3, alignment.checksum());
            }
            statement.setInt(4, alignment.row().rank());
            statement.executeUpdate();
        }
    }
}
