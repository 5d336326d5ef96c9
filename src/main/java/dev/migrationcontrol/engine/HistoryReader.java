package dev.migrationcontrol.engine;

import dev.migrationcontrol.script.Version;
import java.sql.Array;
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
        String sql = "SELECT pg_catalog.to_regclass(?) IS NOT NULL, ARRAY (SELECT s FROM pg_catalog.unnest(?)"
                + " WITH ORDINALITY AS u (s, i) WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_namespace"
                + " WHERE nspname = s) ORDER BY i)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, table.qualifiedName());
            statement.setArray(2, schemas());
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                List<String> missing = List.of((String[]) result.getArray(2).getArray());
                return result.getBoolean(1) ? new History(true, false, missing, rows(), null) : withoutTable(missing);
            }
        }
    }

    private History withoutTable(List<String> missingSchemas) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NOT_EMPTY + ", " + table.otherHistory())) {
            for (int i = 1; i <= 3; i++) {
                statement.setArray(i, schemas());
            }
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return new History(false, !result.getBoolean(1), missingSchemas, List.of(), result.getString(2));
            }
        }
    }

    private Array schemas() throws SQLException {
        return connection.createArrayOf("text", table.schemas().toArray());
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
}
