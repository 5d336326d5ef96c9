package dev.migrationcontrol.schema;

import java.sql.Connection;
import java.sql.SQLException;

/** One digest of everything that a database holds but its rows. */
public final class SchemaFingerprint {
    private SchemaFingerprint() {}

    /**
     * The digest, made by the server in one statement that reads the catalogue alone.
     *
     * @param hidden what does not count
     */
    public static String of(Connection connection, ComparisonScope hidden) throws SQLException {
        return SchemaSnapshot.digest(connection, hidden);
    }
}
