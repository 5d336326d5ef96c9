package dev.migrationcontrol.schema;

import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.scratch.Interruption;
import dev.migrationcontrol.scratch.WorkSession;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
        try (Connection one = open(actual);
                Connection two = open(expected)) {
            SchemaDifferences objects = objects(one, two, hidden);
            List<Difference> differences = new ArrayList<>(objects.list());
            differences.addAll(new RowComparison(one, two, hidden).differences(rows));
            if (rows == Rows.SAME_CONTENT) {
                differences.addAll(RowContents.differences(one, two, differences, hidden));
            }
            List<String> notes = new ArrayList<>(objects.notes());
            notes.addAll(DatabaseProperties.notes(one));
            return SchemaDifferences.of(differences, notes);
        }
    }

    /** As {@link #compare}, without looking at rows and at the databases themselves. */
    public SchemaDifferences compareObjects(Database actual, Database expected, ComparisonScope hidden)
            throws SQLException {
        try (Connection one = open(actual);
                Connection two = open(expected)) {
            return objects(one, two, hidden);
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
        try (Connection one = open(actual);
                Connection two = open(expected)) {
            SchemaDifferences differences = objects(one, two, hidden);
            return new Changes(
                    differences,
                    differences.list().isEmpty()
                            ? List.of()
                            : ObjectChange.between(SchemaSnapshot.of(one, hidden), SchemaSnapshot.of(two, hidden)));
        }
    }

    /** What the server knows of where these objects of a database come from. */
    public ObjectOrigins origins(Database database, List<String> objects) throws SQLException {
        try (Connection connection = open(database)) {
            return ObjectOrigins.of(connection, objects);
        }
    }

    private static SchemaDifferences objects(Connection actual, Connection expected, ComparisonScope hidden)
            throws SQLException {
        boolean same = SchemaSnapshot.digest(actual, hidden).equals(SchemaSnapshot.digest(expected, hidden));
        SchemaSnapshot one = same ? SchemaSnapshot.unread(actual, hidden) : SchemaSnapshot.of(actual, hidden);
        SchemaSnapshot two = same ? SchemaSnapshot.unread(expected, hidden) : SchemaSnapshot.of(expected, hidden);
        List<String> notes = Stream.concat(one.notes().stream(), two.notes().stream())
                .distinct()
                .toList();
        return SchemaDifferences.of(one.differencesFrom(two), notes);
    }

    /** A connection that only reads, and writes every name with its schema. */
    Connection open(Database database) throws SQLException {
        return Interruption.watched(
                connections.open(database, "migration-control/comparison", READING, CONNECT_TIMEOUT));
    }
}
