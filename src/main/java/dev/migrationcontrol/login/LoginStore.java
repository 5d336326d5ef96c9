package dev.migrationcontrol.login;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The rows of logins. The database's own clock decides which of them have ended. */
@Singleton
final class LoginStore {
    static final int MOST = 10_000;
    static final int MOST_OF_A_CALLER = 20;

    private static final String LIVE = "ends_at > now() AND used_at > now() - interval '2 hours'";

    /**
     * A row.
     *
     * @param left until it ends in any case
     */
    record Row(byte[] sealed, Duration left) {}

    /** Adds one. Those that ended go, and of the others the oldest where there are too many. */
    void insert(Connection transaction, String id, String caller, byte[] sealed, Duration longest) throws SQLException {
        try (PreparedStatement statement = transaction.prepareStatement("DELETE FROM login WHERE NOT (" + LIVE + ")")) {
            statement.executeUpdate();
        }
        String mine = "DELETE FROM login WHERE id IN"
                + " (SELECT id FROM login WHERE caller = ? ORDER BY begun_at DESC, id OFFSET ?)";
        try (PreparedStatement statement = transaction.prepareStatement(mine)) {
            statement.setString(1, caller);
            statement.setInt(2, MOST_OF_A_CALLER - 1);
            statement.executeUpdate();
        }
        String all = "DELETE FROM login WHERE id IN (SELECT id FROM login ORDER BY begun_at DESC, id OFFSET ?)";
        try (PreparedStatement statement = transaction.prepareStatement(all)) {
            statement.setInt(1, MOST - 1);
            statement.executeUpdate();
        }
        String sql = "INSERT INTO login (id, caller, sealed, begun_at, used_at, ends_at)"
                + " VALUES (?, ?, ?, clock_timestamp(), now(), now() + ? * interval '1 second')";
        try (PreparedStatement statement = transaction.prepareStatement(sql)) {
            statement.setString(1, id);
            statement.setString(2, caller);
            statement.setBytes(3, sealed);
            statement.setLong(4, longest.toSeconds());
            statement.executeUpdate();
        }
    }

    /** Those of these that have not ended. That they were used is written, at most once in five minutes for each. */
    Map<String, Row> use(Connection connection, Collection<String> ids) throws SQLException {
        String sql = """
                WITH used AS (UPDATE login SET used_at = now()
                               WHERE id = ANY (?) AND used_at < now() - interval '5 minutes' AND %1$s)
                SELECT id, sealed, extract(epoch FROM ends_at - now())::bigint AS left_seconds
                  FROM login WHERE id = ANY (?) AND %1$s""".formatted(LIVE);
        Map<String, Row> rows = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
            statement.setArray(2, connection.createArrayOf("text", ids.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.put(
                            row.getString("id"),
                            new Row(row.getBytes("sealed"), Duration.ofSeconds(row.getLong("left_seconds"))));
                }
            }
        }
        return rows;
    }

    int delete(Connection connection, String id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM login WHERE id = ?")) {
            statement.setString(1, id);
            return statement.executeUpdate();
        }
    }
}
