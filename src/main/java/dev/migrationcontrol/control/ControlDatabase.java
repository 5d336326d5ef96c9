package dev.migrationcontrol.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Calls into the control database; when it cannot be used, the request is refused rather than failed. A pooled connection
 * that the server has closed is noticed only when it is used, so a call is made again on another one, unless it may
 * have been committed.
 */
public final class ControlDatabase {
    /** An administrator, a crash, or a limit on idle sessions ended it. */
    private static final Set<String> LOST = Set.of("57P01", "57P02", "57P05", "25P03");

    /** A pool has no more connections than that; a restart of the server closes all of them at once. */
    private static final int MOST_LOST = 10;

    private ControlDatabase() {}

    /** Work on one connection; it may be done again after it had no effect. */
    public interface Call<T> {
        T on(Connection connection) throws SQLException;
    }

    /** One statement, or statements that do no harm when they are repeated. */
    public static <T> T call(DataSource control, Call<T> work) {
        return tried(control, (connection, attempt) -> work.on(connection));
    }

    /** The same for who wants to know why the database cannot be used. */
    public static <T> T ask(DataSource control, Call<T> work) throws SQLException {
        return again(control, (connection, attempt) -> work.on(connection));
    }

    /** Work in a transaction of its own. */
    public static <T> T inTransaction(DataSource control, Call<T> work) {
        return inTransaction(control, work, result -> true);
    }

    /**
     * Work in a transaction of its own.
     *
     * @param keep whether its result is one to commit for
     */
    public static <T> T inTransaction(DataSource control, Call<T> work, Predicate<T> keep) {
        return tried(control, (connection, attempt) -> {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                if (keep.test(result)) {
                    attempt.commits = true;
                    connection.commit();
                }
                return result;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        });
    }

    /** Whether a failure says that the connection is lost: then another one may do. */
    public static boolean isLost(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("08") || LOST.contains(state));
    }

    private static final class Attempt {
        private boolean acquired;
        private boolean commits;
    }

    private interface Tried<T> {
        T on(Connection connection, Attempt attempt) throws SQLException;
    }

    private static <T> T tried(DataSource control, Tried<T> work) {
        try {
            return again(control, work);
        } catch (SQLException e) {
            throw isOurFault(e.getSQLState())
                    ? new IllegalStateException("the control database refused a statement", e)
                    : new ControlDatabaseUnavailable(e);
        }
    }

    private static <T> T again(DataSource control, Tried<T> work) throws SQLException {
        for (int tries = 1; ; tries++) {
            Attempt attempt = new Attempt();
            try {
                return once(control, work, attempt);
            } catch (SQLException e) {
                if (!attempt.acquired || attempt.commits || !isLost(e) || tries > MOST_LOST) {
                    throw e;
                }
            }
        }
    }

    private static <T> T once(DataSource control, Tried<T> work, Attempt attempt) throws SQLException {
        try (Connection connection = control.getConnection()) {
            attempt.acquired = true;
            return work.on(connection, attempt);
        }
    }

    /** A wrong value or statement does not become right when it is sent again; a table that is missing may come back. */
    private static boolean isOurFault(@Nullable String sqlState) {
        return sqlState != null
                && (sqlState.startsWith("22") || sqlState.startsWith("23") || sqlState.startsWith("42"))
                && !sqlState.equals("42P01");
    }
}
