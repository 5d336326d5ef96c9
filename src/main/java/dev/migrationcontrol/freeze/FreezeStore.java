package dev.migrationcontrol.freeze;

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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Freezes that were set by requests, in the control database; all of them stay there. */
@Singleton
final class FreezeStore {
    /** How many may be at once. */
    static final int MOST_ACTIVE = 100;

    private final AgroalDataSource control;

    FreezeStore(AgroalDataSource control) {
        this.control = control;
    }

    <T> T inTransaction(ControlDatabase.Call<T> work) {
        return ControlDatabase.inTransaction(control, work);
    }

    /** Those that are now. */
    List<SetFreeze> active(Instant now) {
        return ControlDatabase.call(control, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT * FROM environment_freeze WHERE lifted_at IS NULL AND until > ? ORDER BY set_at, id LIMIT "
                            + MOST_ACTIVE)) {
                statement.setObject(1, utc(now));
                return read(statement);
            }
        });
    }

    /** Keeps others from setting freezes until the transaction ends. */
    void lock(Connection transaction) throws SQLException {
        try (PreparedStatement lock =
                transaction.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended('freezes', 0))")) {
            lock.execute();
        }
    }

    /** What a caller set with this key. */
    Optional<SetFreeze> find(Connection connection, String caller, String key) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT * FROM environment_freeze WHERE set_by = ? AND request_key = ?")) {
            statement.setString(1, caller);
            statement.setString(2, key);
            return read(statement).stream().findFirst();
        }
    }

    /**
     * Inserts one, by whoever holds the lock.
     *
     * @param key null when the request has none
     * @return false when too many are active already
     */
    boolean insert(Connection transaction, SetFreeze freeze, @Nullable String key) throws SQLException {
        String sql =
                "INSERT INTO environment_freeze (id, environments, rollback, reason, set_by, set_at, until, request_key)"
                        + " SELECT ?, ?, ?, ?, ?, ?, ?, ? WHERE (SELECT count(*) FROM environment_freeze WHERE lifted_at IS NULL AND until > ?) < "
                        + MOST_ACTIVE;
        try (PreparedStatement statement = transaction.prepareStatement(sql)) {
            statement.setObject(1, freeze.id());
            statement.setArray(
                    2, transaction.createArrayOf("text", freeze.environments().toArray()));
            statement.setBoolean(3, freeze.rollback());
            statement.setString(4, freeze.reason());
            statement.setString(5, freeze.setBy());
            statement.setObject(6, utc(freeze.setAt()));
            statement.setObject(7, utc(freeze.until()));
            statement.setString(8, key);
            statement.setObject(9, utc(freeze.setAt()));
            return statement.executeUpdate() == 1;
        }
    }

    Optional<SetFreeze> find(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT * FROM environment_freeze WHERE id = ? FOR UPDATE")) {
            statement.setObject(1, id);
            return read(statement).stream().findFirst();
        }
    }

    /** Ends one early; one that has ended stays as it is. */
    boolean lift(Connection transaction, UUID id, String by, Instant now) throws SQLException {
        try (PreparedStatement statement =
                transaction.prepareStatement("UPDATE environment_freeze SET lifted_by = ?, lifted_at = ?"
                        + " WHERE id = ? AND lifted_at IS NULL AND until > ?")) {
            statement.setString(1, by);
            statement.setObject(2, utc(now));
            statement.setObject(3, id);
            statement.setObject(4, utc(now));
            return statement.executeUpdate() == 1;
        }
    }

    private static List<SetFreeze> read(PreparedStatement statement) throws SQLException {
        List<SetFreeze> freezes = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                freezes.add(new SetFreeze(
                        row.getObject("id", UUID.class),
                        List.of((String[]) row.getArray("environments").getArray()),
                        row.getBoolean("rollback"),
                        row.getString("reason"),
                        row.getString("set_by"),
                        row.getObject("set_at", OffsetDateTime.class).toInstant(),
                        row.getObject("until", OffsetDateTime.class).toInstant(),
                        row.getString("lifted_by"),
                        instant(row.getObject("lifted_at", OffsetDateTime.class))));
            }
        }
        return freezes;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
