package dev.migrationcontrol.breakglass;

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

/** Changes with broken glass in the control database; they are kept for ever. */
@Singleton
final class UseStore {
    private final AgroalDataSource control;

    UseStore(AgroalDataSource control) {
        this.control = control;
    }

    <T> T inTransaction(ControlDatabase.Call<T> work) {
        return ControlDatabase.inTransaction(control, work);
    }

    /**
     * Inserts one, unless the same person has one on the environment that nobody has reviewed. The caller holds the lock
     * of the journal, so that no other one is inserted meanwhile.
     *
     * @return false when that is so
     */
    boolean insert(Connection transaction, Use use) throws SQLException {
        String sql = """
                INSERT INTO break_glass (operation_id, environment, caller, owner, reason, ticket, used_at)
                SELECT ?, ?, ?, ?, ?, ?, ?
                 WHERE NOT EXISTS (SELECT FROM break_glass WHERE environment = ? AND owner = ? AND reviewed_at IS NULL)""";
        try (PreparedStatement statement = transaction.prepareStatement(sql)) {
            statement.setObject(1, use.operation());
            statement.setString(2, use.environment());
            statement.setString(3, use.caller());
            statement.setString(4, use.owner());
            statement.setString(5, use.reason());
            statement.setString(6, use.ticket());
            statement.setObject(7, utc(use.usedAt()));
            statement.setString(8, use.environment());
            statement.setString(9, use.owner());
            return statement.executeUpdate() == 1;
        }
    }

    /** The use of a person on an environment that nobody has reviewed. */
    Optional<Use> open(String environment, String owner) {
        return ControlDatabase.call(control, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT * FROM break_glass WHERE environment = ? AND owner = ? AND reviewed_at IS NULL LIMIT 1")) {
                statement.setString(1, environment);
                statement.setString(2, owner);
                return read(statement).stream().findFirst();
            }
        });
    }

    /**
     * The newest first.
     *
     * @param environments of these alone; null for all
     */
    List<Use> list(@Nullable List<String> environments, boolean openOnly, @Nullable Long before, int limit) {
        String sql = "SELECT * FROM break_glass WHERE true"
                + (environments == null ? "" : " AND environment = ANY (?)")
                + (openOnly ? " AND reviewed_at IS NULL" : "")
                + (before == null ? "" : " AND number < ?")
                + " ORDER BY number DESC LIMIT " + limit;
        return ControlDatabase.call(control, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                int at = 1;
                if (environments != null) {
                    statement.setArray(at++, connection.createArrayOf("text", environments.toArray()));
                }
                if (before != null) {
                    statement.setLong(at, before);
                }
                return read(statement);
            }
        });
    }

    /** One use, locked. */
    Optional<Use> find(Connection transaction, UUID operation) throws SQLException {
        try (PreparedStatement statement =
                transaction.prepareStatement("SELECT * FROM break_glass WHERE operation_id = ? FOR UPDATE")) {
            statement.setObject(1, operation);
            return read(statement).stream().findFirst();
        }
    }

    void review(Connection transaction, UUID operation, Use.Review review) throws SQLException {
        try (PreparedStatement statement = transaction.prepareStatement("UPDATE break_glass SET reviewer = ?,"
                + " reviewed_at = ?, comment = ? WHERE operation_id = ? AND reviewed_at IS NULL")) {
            statement.setString(1, review.reviewer());
            statement.setObject(2, utc(review.at()));
            statement.setString(3, review.comment());
            statement.setObject(4, operation);
            statement.executeUpdate();
        }
    }

    private static List<Use> read(PreparedStatement statement) throws SQLException {
        List<Use> uses = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                OffsetDateTime reviewed = row.getObject("reviewed_at", OffsetDateTime.class);
                uses.add(new Use(
                        row.getLong("number"),
                        row.getObject("operation_id", UUID.class),
                        row.getString("environment"),
                        row.getString("caller"),
                        row.getString("owner"),
                        row.getString("reason"),
                        row.getString("ticket"),
                        row.getObject("used_at", OffsetDateTime.class).toInstant(),
                        reviewed == null
                                ? null
                                : new Use.Review(
                                        row.getString("reviewer"), reviewed.toInstant(), row.getString("comment"))));
            }
        }
        return uses;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
