package dev.migrationcontrol.loss;

import dev.migrationcontrol.schema.ComparisonScope;
import dev.migrationcontrol.sql.SqlIdentifiers;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a target keeps of rolled back tables and columns, in a schema of its own. */
final class ArchiveCatalogue {
    static final String SCHEMA = ComparisonScope.ARCHIVE;

    private static final String TABLE = SCHEMA + ".rollback_rows";
    private static final String CREATE = """
            CREATE SCHEMA IF NOT EXISTS migration_control_archive;
            CREATE TABLE IF NOT EXISTS migration_control_archive.rollback_rows (
                archive uuid, position integer, version text NOT NULL, cause text NOT NULL, of_schema text NOT NULL,
                of_table text NOT NULL, of_column text, table_name text NOT NULL, keys text[] NOT NULL,
                columns text[] NOT NULL, sequences text[] NOT NULL, definition text[] NOT NULL, rows bigint NOT NULL,
                archived_at timestamptz NOT NULL DEFAULT now(), restored_at timestamptz, PRIMARY KEY (archive, position))""";

    private final Connection connection;

    ArchiveCatalogue(Connection connection) {
        this.connection = connection;
    }

    void create() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(CREATE);
        }
    }

    boolean isThere() throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT pg_catalog.to_regclass('" + TABLE + "') IS NOT NULL");
                ResultSet result = statement.executeQuery()) {
            result.next();
            return result.getBoolean(1);
        }
    }

    int nextPosition(UUID archive) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT coalesce(max(position), 0) + 1 FROM " + TABLE + " WHERE archive = ?")) {
            statement.setObject(1, archive);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        }
    }

    /** @param definition each column as it was, for people */
    void add(ArchivedRows rows, List<String> definition) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO " + TABLE
                + " (archive, position, version, cause, of_schema, of_table, of_column, table_name, keys, columns,"
                + " sequences, definition, rows) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            statement.setObject(1, rows.archive());
            statement.setInt(2, rows.position());
            statement.setString(3, rows.version());
            statement.setString(4, rows.cause().name());
            statement.setString(5, rows.of().schema());
            statement.setString(6, rows.of().name());
            statement.setString(7, rows.column());
            statement.setString(8, rows.table());
            statement.setArray(9, array(rows.keys()));
            statement.setArray(10, array(rows.columns()));
            statement.setArray(11, array(rows.sequences()));
            statement.setArray(12, array(definition));
            statement.setLong(13, rows.rows());
            statement.executeUpdate();
        }
    }

    private Array array(List<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }

    /** All of them, the newest archive first; none where nothing was ever kept. */
    List<ArchivedRows> all() throws SQLException {
        return isThere() ? find("", null) : List.of();
    }

    List<ArchivedRows> of(UUID archive) throws SQLException {
        return isThere() ? find(" WHERE archive = ?", archive) : List.of();
    }

    private List<ArchivedRows> find(String where, @Nullable UUID archive) throws SQLException {
        List<ArchivedRows> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT * FROM " + TABLE + where
                + " ORDER BY max(archived_at) OVER (PARTITION BY archive) DESC, archive, position LIMIT 5000")) {
            if (archive != null) {
                statement.setObject(1, archive);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    OffsetDateTime restored = row.getObject("restored_at", OffsetDateTime.class);
                    found.add(new ArchivedRows(
                            row.getObject("archive", UUID.class),
                            row.getInt("position"),
                            row.getString("version"),
                            Loss.Cause.valueOf(row.getString("cause")),
                            new ObjectName(row.getString("of_schema"), row.getString("of_table")),
                            row.getString("of_column"),
                            row.getString("table_name"),
                            texts(row, "keys"),
                            texts(row, "columns"),
                            texts(row, "sequences"),
                            row.getLong("rows"),
                            Objects.requireNonNull(row.getObject("archived_at", OffsetDateTime.class))
                                    .toInstant(),
                            restored == null ? null : restored.toInstant()));
                }
            }
        }
        return found;
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) Objects.requireNonNull(row.getArray(column)).getArray());
    }

    void restored(ArchivedRows rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE " + TABLE + " SET restored_at = now() WHERE archive = ? AND position = ?")) {
            statement.setObject(1, rows.archive());
            statement.setInt(2, rows.position());
            statement.executeUpdate();
        }
    }

    /** Drops an archive with its tables. */
    void drop(UUID archive) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (ArchivedRows each : of(archive)) {
                statement.execute("DROP TABLE IF EXISTS " + quoted(each.table()));
            }
        }
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM " + TABLE + " WHERE archive = ?")) {
            statement.setObject(1, archive);
            statement.executeUpdate();
        }
    }

    /** A table of the archive, as statements write it. */
    static String quoted(String table) {
        return SCHEMA + "." + SqlIdentifiers.identifier(table);
    }
}
