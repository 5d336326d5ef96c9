package dev.migrationcontrol.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a server knows of where objects come from: whose they are, and when their rows in the catalogue were written. */
public final class ObjectOrigins {
    private static final String KEEPS_TIMES = "SELECT current_setting('track_commit_timestamp') = 'on'";

    /** @param changedAt null where the server keeps no times of commits */
    public record Origin(@Nullable String owner, @Nullable Instant changedAt) {}

    private final Map<String, Origin> origins = new HashMap<>();

    private ObjectOrigins() {}

    /** Of objects of these names. */
    static ObjectOrigins of(Connection connection, Collection<String> objects) throws SQLException {
        String time = keepsTimes(connection) ? SnapshotQuery.read("written") : "NULL::timestamptz";
        ObjectOrigins found = new ObjectOrigins();
        String sql = SnapshotQuery.read("objects") + " SELECT kind, name, coalesce(pg_get_userbyid(owner),"
                + " (SELECT pg_get_userbyid(relowner) FROM rel WHERE rel.name = obj.parent)), " + time
                + " FROM obj WHERE name = ANY (?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", new String[0]));
            statement.setArray(2, connection.createArrayOf("text", new String[0]));
            statement.setArray(3, connection.createArrayOf("text", objects.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    OffsetDateTime at = row.getObject(4, OffsetDateTime.class);
                    found.origins.put(
                            row.getString(1) + " " + row.getString(2),
                            new Origin(row.getString(3), at == null ? null : at.toInstant()));
                }
            }
        }
        return found;
    }

    /** Of an object of a kind. */
    public Optional<Origin> of(String kind, String object) {
        return Optional.ofNullable(origins.get(kind + " " + object));
    }

    private static boolean keepsTimes(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(KEEPS_TIMES);
                ResultSet row = statement.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }
}
