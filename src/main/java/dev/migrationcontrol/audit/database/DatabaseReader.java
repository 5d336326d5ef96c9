package dev.migrationcontrol.audit.database;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One look at a database: all queries see one moment, change nothing, and end before a deadline. */
final class DatabaseReader implements AutoCloseable {
    /** Long enough for a statement under way, too short to wait for a migration. */
    private static final int LOCK_TIMEOUT_MILLIS = 500;

    private static final String BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;"
            + " SET LOCAL search_path = pg_catalog; SET LOCAL lock_timeout = " + LOCK_TIMEOUT_MILLIS;

    private final Connection connection;
    private final long deadline;

    private DatabaseReader(Connection connection, long deadline) {
        this.connection = connection;
        this.deadline = deadline;
    }

    /** Always at the primary: a replica shows no session of a runner. */
    static DatabaseReader open(DatabaseConnections connections, Environment environment, Duration timeout)
            throws SQLException {
        long deadline = System.nanoTime() + timeout.toNanos();
        Connection connection =
                connections.open(environment.database(), "migration-control/audit", Map.of("jit", "off"), timeout);
        DatabaseReader look = new DatabaseReader(connection, deadline);
        try {
            // The socket's own limit is for a server that hangs; statements end before it.
            connection.setNetworkTimeout(Runnable::run, (int) look.remainingMillis() + 2_000);
            look.execute(BEGIN);
            return look;
        } catch (SQLException e) {
            look.close();
            throw e;
        }
    }

    <T> List<T> read(String sql, RowReader<T> reader) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL statement_timeout = " + remainingMillis());
            return rows(statement, sql, reader);
        }
    }

    /** What a query gives that may well be refused: by privileges, by a lock, or because time is up. */
    <T> Answer<T> attempt(String sql, RowReader<T> reader) throws SQLException {
        if (isLate()) {
            return new Answer<>(List.of(), "the time limit of the audit was reached");
        }
        execute("SAVEPOINT attempt");
        try {
            Answer<T> answer = new Answer<>(read(sql, reader), null);
            execute("RELEASE SAVEPOINT attempt");
            return answer;
        } catch (SQLException e) {
            if (e.getSQLState() == null || e.getSQLState().startsWith("08") || connection.isClosed()) {
                throw e;
            }
            execute("ROLLBACK TO SAVEPOINT attempt");
            return new Answer<>(List.of(), why(e));
        }
    }

    private static String why(SQLException failure) {
        return switch (String.valueOf(failure.getSQLState())) {
            case "42501" -> "this user may not read it: grant it USAGE on the schema and SELECT on the table";
            case "55P03" -> "a session that changes it has locked it";
            case "57014" -> "it took longer than the audit may take";
            default -> "the server refused it with the error " + failure.getSQLState();
        };
    }

    boolean isLate() {
        return System.nanoTime() >= deadline;
    }

    private long remainingMillis() {
        return Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static <T> List<T> rows(Statement statement, String sql, RowReader<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(reader.read(result));
            }
        }
        return rows;
    }

    @Override
    public void close() {
        try (connection) {
            execute("ROLLBACK");
        } catch (SQLException e) {
            // It ends with its session, which is all that is wanted.
            return;
        }
    }

    /** Makes something of the row that a result is at. */
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * Rows, or why there are none.
     *
     * @param refused null where the query was answered
     */
    record Answer<T>(List<T> rows, @Nullable String refused) {}
}
