package dev.migrationcontrol.operation.idempotency;

import dev.migrationcontrol.control.ControlDatabase;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** The keys of requests in the control database, each with the operation that the request became. */
@Singleton
public final class IdempotencyKeyStore {
    private static final Duration SHORTEST_RETENTION = Duration.ofHours(24);

    private final AgroalDataSource control;
    private final KeyConfig config;
    private final Clock clock;

    IdempotencyKeyStore(AgroalDataSource control, KeyConfig config, Clock clock) {
        this.control = control;
        this.config = config;
        this.clock = clock;
    }

    /**
     * A request with a key.
     *
     * @param fingerprint SHA-256 of what is asked for
     */
    public record KeyedRequest(String caller, IdempotencyKey key, byte[] fingerprint) {}

    /**
     * The operation that the request became when it was made before.
     *
     * @throws IdempotencyKeyReused when the key came with another request
     */
    public Optional<UUID> find(KeyedRequest request) {
        return ControlDatabase.call(control, connection -> find(connection, request));
    }

    /** The same within a transaction: one that took a second connection could wait for itself. */
    public Optional<UUID> find(Connection connection, KeyedRequest request) throws SQLException {
        String sql =
                "SELECT operation_id, fingerprint FROM idempotency_key WHERE caller = ? AND key = ? AND created_at > ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, request.caller());
            statement.setString(2, request.key().value());
            statement.setObject(3, oldest());
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.of(operation(result, request)) : Optional.empty();
            }
        }
    }

    private static UUID operation(ResultSet result, KeyedRequest request) throws SQLException {
        UUID operation = result.getObject(1, UUID.class);
        if (!Arrays.equals(result.getBytes(2), request.fingerprint())) {
            throw new IdempotencyKeyReused(operation);
        }
        return operation;
    }

    /**
     * Binds a key to an operation, in the transaction that inserts it. Waits for another transaction that does the same.
     *
     * @return false when the key is bound already
     */
    public boolean bind(Connection transaction, KeyedRequest request, UUID operation) throws SQLException {
        String sql = """
                INSERT INTO idempotency_key AS k (caller, key, fingerprint, operation_id, created_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (caller, key) DO UPDATE SET fingerprint = excluded.fingerprint,
                    operation_id = excluded.operation_id, created_at = excluded.created_at
                 WHERE k.created_at <= ?""";
        try (PreparedStatement statement = transaction.prepareStatement(sql)) {
            statement.setString(1, request.caller());
            statement.setString(2, request.key().value());
            statement.setBytes(3, request.fingerprint());
            statement.setObject(4, operation);
            statement.setObject(5, now());
            statement.setObject(6, oldest());
            return statement.executeUpdate() == 1;
        }
    }

    /** Keys that were bound then or earlier are remembered no longer. */
    public OffsetDateTime oldest() {
        Duration retention = config.keyRetention();
        return now().minus(retention.compareTo(SHORTEST_RETENTION) < 0 ? SHORTEST_RETENTION : retention);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
