package dev.migrationcontrol.rehearsal;

import dev.migrationcontrol.environment.DatabaseConnections;
import dev.migrationcontrol.environment.Environment;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** Copies the schema of a live database, without rows, onto a scratch database; the live one is only read. */
@ApplicationScoped
public class SchemaCopy {
    private final SchemaModels models;
    private final DatabaseConnections connections;

    SchemaCopy(SchemaModels models, DatabaseConnections connections) {
        this.models = models;
        this.connections = connections;
    }

    /**
     * Copies everything but what is hidden. Blocks, for seconds.
     *
     * @throws SQLException when the schema cannot be read, or the server refuses a statement of the copy
     */
    public void copy(Environment live, ScratchDatabase to, Hidden hidden) throws SQLException {
        String script = models.script(models.load(to.database()), models.load(live.database()), hidden);
        try (Connection connection =
                connections.open(to.database(), "migration-control/rehearsal", Map.of(), Duration.ofSeconds(10))) {
            to.execute(connection, script);
        }
    }
}
