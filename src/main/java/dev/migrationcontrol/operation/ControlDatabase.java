package dev.migrationcontrol.operation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Calls into the control database; when it cannot be reached, the request is refused rather than failed. */
public final class ControlDatabase {
    private ControlDatabase() {}

    /** Work on one connection. */
    public interface Call<T> {
        T on(Connection connection) throws SQLException;
    }

    public static <T> T call(DataSource control, Call<T> work) {
        try (Connection connection = control.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            if (isOurFault(e.getSQLState())) {
                throw new IllegalStateException("the control database refused a statement", e);
            }
            throw new ControlDatabaseUnavailable(e);
        }
    }

    /** A wrong value or statement does not become right when it is sent again. */
    private static boolean isOurFault(@Nullable String sqlState) {
        return sqlState != null
                && (sqlState.startsWith("22") || sqlState.startsWith("23") || sqlState.startsWith("42"));
    }

    /** Work in a transaction of its own. */
    public static <T> T inTransaction(DataSource control, Call<T> work) {
        return call(control, connection -> inTransaction(connection, work, result -> true));
    }

    /**
     * Work in a transaction on a connection.
     *
     * @param keep whether its result is one to commit for
     */
    static <T> T inTransaction(Connection connection, Call<T> work, Predicate<T> keep) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T result = work.on(connection);
            if (keep.test(result)) {
                connection.commit();
            }
            return result;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
