package dev.migrationcontrol.schema;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.scratch.Interruption;
import dev.migrationcontrol.scratch.ScratchDatabase;
import dev.migrationcontrol.scratch.WorkSession;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.pgcodekeeper.core.schema.AbstractDatabase;

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
    public void copy(Environment live, ScratchDatabase to, ComparisonScope hidden) throws SQLException {
        copy(models.load(live.database()), to, models.withOwnSequences(live.database(), hidden));
    }

    void copy(AbstractDatabase schema, ScratchDatabase to, ComparisonScope hidden) throws SQLException {
        run(models.script(models.load(to.database()), schema, hidden), to);
    }

    /** Runs a script that leads from one schema to another, on a scratch database. */
    void run(String script, ScratchDatabase on) throws SQLException {
        try (Connection connection = Interruption.watched(connections.open(
                        on.database(), "migration-control/rehearsal", WorkSession.writing(), Duration.ofSeconds(10)));
                Statement statement = connection.createStatement()) {
            statement.execute(script);
        }
    }

    /** A connection to a scratch database on which every name is written with its schema. */
    Connection open(ScratchDatabase to) throws SQLException {
        return Interruption.watched(connections.open(
                to.database(),
                "migration-control/rehearsal",
                WorkSession.with(Map.of("search_path", "pg_catalog", "quote_all_identifiers", "off")),
                Duration.ofSeconds(10)));
    }
}
