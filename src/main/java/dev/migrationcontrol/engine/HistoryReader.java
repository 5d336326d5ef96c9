package dev.migrationcontrol.engine;

import dev.migrationcontrol.script.Version;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the history on the connection that will change it. */
final class HistoryReader {
    /** As Flyway decides emptiness: objects that belong to extensions do not count. */
    private static final String NOT_EMPTY = """
            SELECT EXISTS (
              SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
               WHERE n.nspname = ANY (?) AND c.relkind IN ('r', 'v', 'S', 't')
                 AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
              UNION ALL
              SELECT FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
               WHERE n.nspname = ANY (?) AND t.typcategory NOT IN ('A', 'C')
                 AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')
              UNION ALL
              SELECT FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
               WHERE n.nspname = ANY (?)
                 AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e'))""";

    private final Connection connection;
    private final HistoryTable table;

    HistoryReader(Connection connection, HistoryTable table) {
        this.connection = connection;
        this.table = table;
    }

    History read() throws SQLException {
        boolean exists = exists();
        List<String> missingSchemas = missingSchemas();
        boolean empty = !exists && isEmpty();
        return new History(exists, empty, missingSchemas, exists ? rows() : List.of(), exists ? null : elsewhere());
    }

    private @Nullable String elsewhere() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT " + table.otherHistory())) {
            return result.next() ? result.getString(1) : null;
        }
    }

    private boolean exists() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_catalog.to_regclass(?) IS NOT NULL")) {
            statement.setString(1, table.qualifiedName());
            return queryBoolean(statement);
        }
    }

    private boolean isEmpty() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NOT_EMPTY)) {
            for (int i = 1; i <= 3; i++) {
                statement.setArray(
                        i, connection.createArrayOf("text", table.schemas().toArray()));
            }
            return !queryBoolean(statement);
        }
    }

    private List<String> missingSchemas() throws SQLException {
        String sql = "SELECT s FROM pg_catalog.unnest(?) WITH ORDINALITY AS u (s, i)"
                + " WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = s) ORDER BY i";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(
                    1, connection.createArrayOf("text", table.schemas().toArray()));
            List<String> missing = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    missing.add(result.getString(1));
                }
            }
            return missing;
        }
    }

    private List<HistoryRow> rows() throws SQLException {
        List<HistoryRow> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(table.select())) {
            while (result.next()) {
                rows.add(row(result));
            }
        }
        return rows;
    }

    private static HistoryRow row(ResultSet result) throws SQLException {
        String version = result.getString("version");
        int rank = result.getInt("installed_rank");
        return new HistoryRow(
                rank,
                version == null ? null : version(rank, version),
                result.getString("description"),
                result.getString("type"),
                result.getString("script"),
                nullableInt(result, "checksum"),
                result.getString("installed_by"),
                instant(result.getTimestamp("installed_on")),
                Duration.ofMillis(result.getInt("execution_time")),
                result.getBoolean("success"));
    }

    private static Version version(int rank, String text) throws SQLException {
        try {
            return Version.of(text);
        } catch (IllegalArgumentException e) {
            throw new SQLException("row " + rank + " of the history: " + e.getMessage());
        }
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        if (timestamp == null) {
            return null;
        }
        LocalDateTime local = timestamp.toLocalDateTime();
        return local.atZone(ZoneId.systemDefault()).toInstant();
    }

    private static @Nullable Integer nullableInt(ResultSet result, String column) throws SQLException {
        int value = result.getInt(column);
        return result.wasNull() ? null : value;
    }

    private static boolean queryBoolean(PreparedStatement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery()) {
            return result.next() && result.getBoolean(1);
        }
    }
}
