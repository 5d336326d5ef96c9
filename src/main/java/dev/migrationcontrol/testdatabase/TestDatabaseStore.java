package dev.migrationcontrol.testdatabase;

import dev.migrationcontrol.control.ControlDatabase;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Leases in the control database. */
@Singleton
final class TestDatabaseStore {
    private static final String READY = "SELECT * FROM test_database WHERE ready AND expires_at > ?";

    private final AgroalDataSource control;

    TestDatabaseStore(AgroalDataSource control) {
        this.control = control;
    }

    /** Takes one of the places of an environment; false where all are taken. */
    boolean reserve(TestDatabase lease, int most) {
        return ControlDatabase.inTransaction(control, transaction -> {
            try (PreparedStatement lock = transaction.prepareStatement(
                    "SELECT pg_advisory_xact_lock(hashtextextended('test-databases ' || ?, 0))")) {
                lock.setString(1, lease.environment());
                lock.execute();
            }
            return insert(transaction, lease, most);
        });
    }

    private static boolean insert(Connection transaction, TestDatabase lease, int most) throws SQLException {
        try (PreparedStatement insert = transaction.prepareStatement(
                "INSERT INTO test_database (id, environment, leased_by, leased_at, expires_at) SELECT ?, ?, ?, ?, ?"
                        + " WHERE (SELECT count(*) FROM test_database WHERE environment = ?) < ?")) {
            insert.setObject(1, lease.id());
            insert.setString(2, lease.environment());
            insert.setString(3, lease.leasedBy());
            insert.setObject(4, utc(lease.leasedAt()));
            insert.setObject(5, utc(lease.expiresAt()));
            insert.setString(6, lease.environment());
            insert.setInt(7, most);
            return insert.executeUpdate() == 1;
        }
    }

    /** Says that the database is there, and until when; false where the lease is gone meanwhile. */
    boolean ready(UUID id, Instant until) {
        return ControlDatabase.call(control, connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE test_database SET ready = true, expires_at = ? WHERE id = ?")) {
                update.setObject(1, utc(until));
                update.setObject(2, id);
                return update.executeUpdate() == 1;
            }
        });
    }

    /** Those that are leased now, the oldest first. */
    List<TestDatabase> all(Instant now) {
        return ControlDatabase.call(control, connection -> {
            try (PreparedStatement query = connection.prepareStatement(READY + " ORDER BY leased_at, id LIMIT 10000")) {
                query.setObject(1, utc(now));
                return read(query);
            }
        });
    }

    Optional<TestDatabase> find(UUID id, Instant now) {
        return ControlDatabase.call(control, connection -> {
            try (PreparedStatement query = connection.prepareStatement(READY + " AND id = ?")) {
                query.setObject(1, utc(now));
                query.setObject(2, id);
                return read(query).stream().findFirst();
            }
        });
    }

    /** The environments of which there are leases. */
    Set<String> environments() {
        return ControlDatabase.call(control, connection -> {
            Set<String> names = new HashSet<>();
            try (PreparedStatement query =
                            connection.prepareStatement("SELECT DISTINCT environment FROM test_database");
                    ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
            return names;
        });
    }

    void forget(UUID id) {
        ControlDatabase.call(control, connection -> {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM test_database WHERE id = ?")) {
                delete.setObject(1, id);
                return delete.executeUpdate();
            }
        });
    }

    /** Gives up the places of an environment whose databases were dropped, as their time is over. */
    void forgetExpired(String environment, Instant now) {
        ControlDatabase.call(control, connection -> {
            try (PreparedStatement delete = connection.prepareStatement(
                    "DELETE FROM test_database WHERE environment = ? AND expires_at <= ?")) {
                delete.setString(1, environment);
                delete.setObject(2, utc(now));
                return delete.executeUpdate();
            }
        });
    }

    private static List<TestDatabase> read(PreparedStatement statement) throws SQLException {
        List<TestDatabase> leases = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                leases.add(new TestDatabase(
                        row.getObject("id", UUID.class),
                        row.getString("environment"),
                        row.getString("leased_by"),
                        row.getObject("leased_at", OffsetDateTime.class).toInstant(),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant()));
            }
        }
        return leases;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
