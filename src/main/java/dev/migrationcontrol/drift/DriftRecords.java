package dev.migrationcontrol.drift;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What the recorder, where it is installed, has written down of objects; what this service did itself is not said. */
final class DriftRecords {
    private static final String READABLE = "SELECT coalesce(pg_catalog.has_table_privilege("
            + "pg_catalog.to_regclass('migration_control_drift.change'), 'SELECT'), false)";

    /** The newest of each object, or of what it is part of; of functions the names of parameters do not count. */
    private static final String NEWEST = """
            SELECT DISTINCT ON (a.object) a.object, c.at, c.who, c.application, c.command
              FROM pg_catalog.unnest(?::text[]) a (object) JOIN migration_control_drift.change c
                ON c.object = a.object OR pg_catalog.starts_with(a.object, c.object || '.')
                OR a.object LIKE '%(%' AND c.object LIKE '%(%'
                   AND pg_catalog.split_part(a.object, '(', 1) = pg_catalog.split_part(c.object, '(', 1)
             WHERE c.application !~ '^migration-control/'
             ORDER BY a.object, c.id DESC""";

    private DriftRecords() {}

    static Map<String, DriftedObject.Origin> find(Connection connection, Collection<String> objects)
            throws SQLException {
        Map<String, DriftedObject.Origin> found = new HashMap<>();
        if (!isReadable(connection)) {
            return found;
        }
        try (PreparedStatement statement = connection.prepareStatement(NEWEST)) {
            statement.setArray(1, connection.createArrayOf("text", objects.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.put(
                            row.getString(1),
                            new DriftedObject.Origin(
                                    DriftedObject.Evidence.RECORDED,
                                    Objects.requireNonNull(row.getObject(2, OffsetDateTime.class))
                                            .toInstant(),
                                    row.getString(3),
                                    row.getString(4),
                                    row.getString(5)));
                }
            }
        }
        return found;
    }

    private static boolean isReadable(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READABLE);
                ResultSet row = statement.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }
}
