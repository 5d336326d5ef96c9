package dev.migrationcontrol.catalogue;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** Reads the catalogues of environments; takes no lock that a migration or an application would wait for. */
@Singleton
public final class Catalogues {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** PostgreSQL would compile such queries for longer than they run. */
    private static final Map<String, String> SETTINGS = Map.of(
            "statement_timeout",
            "20000",
            "lock_timeout",
            "300",
            "jit",
            "off",
            "default_transaction_read_only",
            "on",
            "default_transaction_isolation",
            "read committed");

    private final DatabaseConnections connections;

    public Catalogues(DatabaseConnections connections) {
        this.connections = connections;
    }

    /**
     * The catalogue as it is now, with names looked for in the default schema first, as in migrations. Blocks.
     *
     * @throws SQLException when the database cannot be reached or its catalogue may not be read
     */
    public TargetCatalogue read(Environment environment) throws SQLException {
        return read(environment.database())
                .withDefaultSchema(environment.policy().defaultSchema());
    }

    /** The same of a database. */
    public TargetCatalogue read(Database database) throws SQLException {
        try (Connection connection =
                connections.open(database, "migration-control/catalogue", SETTINGS, CONNECT_TIMEOUT)) {
            return CatalogueReader.read(connection);
        }
    }
}
