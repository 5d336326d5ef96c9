package dev.migrationcontrol.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What a database says of itself rather than of its objects: a scratch database cannot have it, so it is only reported.
 */
final class DatabaseProperties {
    private static final String QUERY = SnapshotQuery.read("properties");

    private DatabaseProperties() {}

    /** One sentence for each that is not as in a database that the role would create; none of them a secret. */
    static List<String> notes(Connection connection) throws SQLException {
        List<String> notes = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(QUERY)) {
            while (result.next()) {
                notes.add(result.getString(1));
            }
        }
        return notes;
    }
}
