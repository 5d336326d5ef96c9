package dev.migrationcontrol.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** The queries on a target's catalogue, each with a bound for its rows. */
final class CatalogueQuery {
    private static final Pattern EXPRESSION = Pattern.compile("\\{expression ((?:[^{}])+)}");

    /** Objects of the server itself and of temporary schemas are of no interest. */
    private static final String MINE = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String CANCELLED = "57014";

    private CatalogueQuery() {}

    /** Takes the rows of an answer, one by one. */
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /**
     * Reads the rows of a query.
     *
     * @return whether there were no more than the bound
     */
    static boolean read(Connection connection, String name, int most, RowReader reader) throws SQLException {
        try {
            return run(connection, expressions(text(name), "$1"), most, reader);
        } catch (SQLException e) {
            if (!isBlocked(e)) {
                throw e;
            }
            // The server locks a relation to write its expressions; another session holds it.
            return run(connection, expressions(text(name), "NULL"), most, reader);
        }
    }

    /** Whether another session has locked what the query has to lock. */
    static boolean isBlocked(SQLException e) {
        return LOCK_NOT_AVAILABLE.equals(e.getSQLState()) || CANCELLED.equals(e.getSQLState());
    }

    private static boolean run(Connection connection, String sql, int most, RowReader reader) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(0);
            statement.setMaxRows(most + 1);
            int rows = 0;
            try (ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    if (++rows > most) {
                        return false;
                    }
                    reader.read(result);
                }
            }
            return true;
        }
    }

    private static String expressions(String sql, String replacement) {
        return EXPRESSION.matcher(sql.replace("{mine}", MINE)).replaceAll(replacement);
    }

    private static String text(String name) {
        try (InputStream in = CatalogueQuery.class.getResourceAsStream(name + ".sql")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A column of an array of texts; empty where it is null. */
    static List<String> texts(ResultSet row, String column) throws SQLException {
        java.sql.Array array = row.getArray(column);
        return array == null
                ? List.of()
                : Arrays.stream((Object[]) array.getArray())
                        .map(String::valueOf)
                        .toList();
    }
}
