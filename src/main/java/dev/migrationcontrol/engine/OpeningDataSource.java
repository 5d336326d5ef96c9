package dev.migrationcontrol.engine;

import dev.migrationcontrol.environment.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;

/** A data source that opens each connection anew, with the limits of the work: for stock Flyway. */
final class OpeningDataSource extends ConnectionSource {
    private final Opening opening;

    OpeningDataSource(Opening opening) {
        this.opening = opening;
    }

    /** Opens a connection. */
    interface Opening {
        Connection open() throws RunFailure;
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            return opening.open();
        } catch (RunFailure e) {
            throw new SQLException(e.message(), "08001", e);
        }
    }
}
