package dev.migrationcontrol.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.control.ControlDatabase;
import dev.migrationcontrol.control.StoredJson;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Plans in the control database. */
@Singleton
public class PlanStore {
    private static final Duration KEPT = Duration.ofDays(90);
    private static final int MOST_FORGOTTEN = 100;

    private final AgroalDataSource control;
    private final StoredJson json;
    private final Clock clock;

    PlanStore(AgroalDataSource control, ObjectMapper mapper, Clock clock) {
        this.control = control;
        this.clock = clock;
        this.json = new StoredJson(mapper);
    }

    /**
     * A plan as it is stored.
     *
     * @param number counts all of them
     * @param owner who answers for the caller that made it
     */
    public record Stored(long number, Plan plan, PlanBasis basis, String owner) {}

    public <T> T inTransaction(ControlDatabase.Call<T> work) {
        return ControlDatabase.inTransaction(control, work);
    }

    /** Stores a plan, and forgets some that are too old to be of use; those that were run stay. */
    void insert(Plan plan, PlanBasis basis, String owner) {
        inTransaction(transaction -> {
            try (PreparedStatement statement = transaction.prepareStatement(
                    "DELETE FROM plan WHERE id IN (SELECT id FROM plan WHERE used_by IS NULL AND created_at < ?"
                            + " ORDER BY created_at LIMIT " + MOST_FORGOTTEN + ")")) {
                statement.setObject(1, plan.createdAt().minus(KEPT).atOffset(ZoneOffset.UTC));
                statement.executeUpdate();
            }
            try (PreparedStatement statement =
                    transaction.prepareStatement("INSERT INTO plan (id, environment, owner, created_at, content, basis)"
                            + " VALUES (?, ?, ?, ?, ?::jsonb, ?::jsonb) ON CONFLICT (id) DO NOTHING")) {
                statement.setObject(1, plan.id());
                statement.setString(2, plan.environment());
                statement.setString(3, owner);
                statement.setObject(4, plan.createdAt().atOffset(ZoneOffset.UTC));
                // jsonb knows no NUL.
                statement.setString(5, json.write(plan).replace("\\u0000", " "));
                statement.setString(6, json.write(basis));
                return statement.executeUpdate();
            }
        });
    }

    /** The plan of this id. */
    public Optional<Stored> find(UUID id) {
        return ControlDatabase.call(control, connection -> one(connection, "SELECT * FROM plan WHERE id = ?", id));
    }

    /** The same, locked until the transaction ends. */
    public Optional<Stored> lock(Connection transaction, UUID id) throws SQLException {
        return one(transaction, "SELECT * FROM plan WHERE id = ? FOR UPDATE", id);
    }

    /** The newest first. */
    List<Stored> list(String environment, @Nullable Long before, int limit) {
        String sql = "SELECT * FROM plan WHERE environment = ?" + (before == null ? "" : " AND number < ?")
                + " ORDER BY number DESC LIMIT " + limit;
        return ControlDatabase.call(control, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, environment);
                if (before != null) {
                    statement.setLong(2, before);
                }
                return read(statement);
            }
        });
    }

    /** Says that an operation runs it; false when another one has. */
    boolean use(Connection transaction, UUID id, UUID operation) throws SQLException {
        try (PreparedStatement statement =
                transaction.prepareStatement("UPDATE plan SET used_by = ? WHERE id = ? AND used_by IS NULL")) {
            statement.setObject(1, operation);
            statement.setObject(2, id);
            return statement.executeUpdate() == 1;
        }
    }

    private Optional<Stored> one(Connection connection, String sql, UUID id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            return read(statement).stream().findFirst();
        }
    }

    private List<Stored> read(PreparedStatement statement) throws SQLException {
        List<Stored> plans = new ArrayList<>();
        Instant now = clock.instant();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Plan plan = Objects.requireNonNull(json.read(row.getString("content"), Plan.class));
                plans.add(new Stored(
                        row.getLong("number"),
                        plan.as(row.getObject("used_by", UUID.class), now),
                        Objects.requireNonNull(json.read(row.getString("basis"), PlanBasis.class)),
                        row.getString("owner")));
            }
        }
        return plans;
    }
}
