package dev.migrationcontrol.operation;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Calls into the control database; when it cannot be reached, the request is refused rather than failed. */
final class ControlDatabase {
    private ControlDatabase() {}

    /** Work on one connection. */
    interface Call<T> {
        T on(Connection connection) throws SQLException;
    }

    static <T> T call(DataSource control, Call<T> work) {
        try (Connection connection = control.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new ControlDatabaseUnavailable(e);
        }
    }
}
