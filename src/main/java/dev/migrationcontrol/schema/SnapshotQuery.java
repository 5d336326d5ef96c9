package dev.migrationcontrol.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The query of the catalogue that returns everything that a schema holds, one line for every aspect of every object.
 */
enum SnapshotQuery {
    /** One digest that two schemas share when all their lines are the same; made by the server. */
    DIGEST(Part.ALL, """
            SELECT md5(coalesce(string_agg(concat_ws('|', kind, object, aspect, value), E'\\n' ORDER BY kind COLLATE "C",
                   object COLLATE "C", aspect COLLATE "C", value COLLATE "C"), '')) FROM lines
             WHERE value IS NOT NULL AND kind <> 'usual owner'
               AND NOT (aspect = 'owner' AND value IN (SELECT rolname FROM usual))"""),
    LINES(Part.ALL, "SELECT kind, object, parent, aspect, value, make, unmake FROM lines WHERE value IS NOT NULL"),
    UNREAD(
            List.of("foreign"),
            "SELECT kind, object, parent, aspect, value, NULL AS make, NULL AS unmake FROM lines"
                    + " WHERE value = 'not readable' AND aspect = 'options'");

    /** Options and settings of such a name, or with such a value, are compared, but never shown. */
    private static final String SECRET =
            "^[^=]*(passw(?!ord_(required|encryption))|passphrase|secret|token|credential|(api|access|private).?key)"
                    + "|(passw(or)?d|pwd)\\s*=|://[^/@:]*:[^/@]*@";

    private static final String OBJECTS = read("objects");

    private final List<String> parts;
    private final String asked;

    SnapshotQuery(List<String> parts, String asked) {
        this.parts = parts;
        this.asked = asked;
    }

    private static final class Part {
        static final List<String> ALL = List.of("generic", "relations", "types", "foreign", "database");
    }

    /** A statement that asks it; the caller closes it. */
    PreparedStatement prepare(Connection connection, ComparisonScope hidden) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql(connection));
        statement.setArray(
                1, connection.createArrayOf("text", hidden.relations().toArray()));
        statement.setArray(2, connection.createArrayOf("text", hidden.schemas().toArray()));
        return statement;
    }

    private String sql(Connection connection) throws SQLException {
        String subscriptions = read(readsSubscriptions(connection) ? "subscriptions" : "subscriptions-unread");
        String lines = parts.stream().map(SnapshotQuery::read).collect(Collectors.joining("\nUNION ALL "));
        return OBJECTS + ", lines (kind, object, parent, aspect, value, make, unmake) AS (" + lines + "\nUNION ALL "
                + subscriptions + ") " + asked;
    }

    private static boolean readsSubscriptions(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT has_column_privilege('pg_catalog.pg_subscription', 'subconninfo', 'SELECT')")) {
            result.next();
            return result.getBoolean(1);
        }
    }

    static String read(String name) {
        try (InputStream in = SnapshotQuery.class.getResourceAsStream("snapshot/" + name + ".sql")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.replace("{secret}", SECRET);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
