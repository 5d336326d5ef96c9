package dev.migrationcontrol.control;

import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/** Single connections to the control database, of no pool, for long work; each is closed by who opened it. */
@Singleton
public class ControlConnections {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final Environments environments;
    private final DatabaseConnections connections;

    ControlConnections(Environments environments, DatabaseConnections connections) {
        this.environments = environments;
        this.connections = connections;
    }

    /**
     * Opens a connection without a limit on its statements.
     *
     * @param purpose the end of its {@code application_name}
     */
    public Connection open(String purpose) throws SQLException {
        Connection connection = connections.open(
                environments.controlDatabase(), "migration-control/" + purpose, Map.of(), CONNECT_TIMEOUT);
        try (Statement statement = connection.createStatement()) {
            statement.execute(ControlSession.LONG.sql());
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** A small pool without a limit on its statements, for a library that opens connections itself. */
    public AgroalDataSource pool() {
        return pool(environments.controlDatabase());
    }

    /** The same for a database that no running service has. */
    public static AgroalDataSource pool(Database database) {
        return ControlPool.pool(database, ControlSession.LONG, 3, CONNECT_TIMEOUT);
    }
}
