package dev.migrationcontrol.schema;

import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.scratch.Interruption;
import dev.migrationcontrol.scratch.WorkSession;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Compares every object of two databases: first by one digest each, and in detail only where those differ. */
@ApplicationScoped
public class SchemaComparison {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Map<String, String> READING = WorkSession.with(
            Map.of("search_path", "pg_catalog", "default_transaction_read_only", "on", "quote_all_identifiers", "off"));

    private final DatabaseConnections connections;

    SchemaComparison(DatabaseConnections connections) {
        this.connections = connections;
    }

    /** Which rows make a difference. */
    public enum Rows {
        /** Every table must hold as many rows here as there. */
        SAME_NUMBER,
        /** Every table must hold the same rows here and there. */
        SAME_CONTENT,
        /** Tables that the expected one fills must hold at least as many rows: an application has added its own. */
        AT_LEAST
    }

    /**
     * How an actual database differs from an expected one. Blocks; changes nothing.
     *
     * @throws SQLException when one of them cannot be read
     */
    public SchemaDifferences compare(Database actual, Database expected, ComparisonScope hidden, Rows rows)
            throws SQLException {
        try (OpenComparison open = between(actual, expected, hidden)) {
            return open.compare(rows);
        }
    }

    /** The same of two that are known to differ, which spares the look at their digests. */
    public SchemaDifferences compareDiffering(Database actual, Database expected, ComparisonScope hidden, Rows rows)
            throws SQLException {
        try (OpenComparison open = between(actual, expected, hidden)) {
            return open.compareDiffering(rows);
        }
    }

    /** Both, to be compared again and again; the caller closes it. */
    public OpenComparison between(Database actual, Database expected, ComparisonScope hidden) throws SQLException {
        Connection one = open(actual);
        try {
            return new OpenComparison(one, open(expected), hidden);
        } catch (SQLException e) {
            one.close();
            throw e;
        }
    }

    /** As {@link #compare}, without looking at rows and at the databases themselves. */
    public SchemaDifferences compareObjects(Database actual, Database expected, ComparisonScope hidden)
            throws SQLException {
        try (OpenComparison open = between(actual, expected, hidden)) {
            return open.objects();
        }
    }

    /** What differs, as differences and object by object. */
    public record Changes(SchemaDifferences differences, List<ObjectChange> objects) {
        public Changes {
            objects = List.copyOf(objects);
        }
    }

    /** As {@link #compareObjects}, with the definitions of what differs. */
    public Changes changes(Database actual, Database expected, ComparisonScope hidden) throws SQLException {
        try (OpenComparison open = between(actual, expected, hidden)) {
            return open.changes();
        }
    }

    /** The same of two that are known to differ, or are small. */
    public Changes changesOfDiffering(Database actual, Database expected, ComparisonScope hidden) throws SQLException {
        try (OpenComparison open = between(actual, expected, hidden)) {
            return open.differing();
        }
    }

    /** What the server knows of where these objects of a database come from. */
    public ObjectOrigins origins(Database database, List<String> objects) throws SQLException {
        try (Connection connection = open(database)) {
            return ObjectOrigins.of(connection, objects);
        }
    }

    /** A connection that only reads, and writes every name with its schema. */
    Connection open(Database database) throws SQLException {
        return Interruption.watched(
                connections.open(database, "migration-control/comparison", READING, CONNECT_TIMEOUT));
    }
}
