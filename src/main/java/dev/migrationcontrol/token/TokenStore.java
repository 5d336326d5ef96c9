package dev.migrationcontrol.token;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.control.StoredJson;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of tokens. */
@Singleton
final class TokenStore {
    /** As many may be live at the same time: each replica holds all of them. */
    static final int MOST_LIVE = 1_000;

    private static final int MOST_DEAD = 1_000;
    private static final Duration DEAD_KEPT = Duration.ofDays(30);
    private static final String COLUMNS =
            "id, name, hash, created_by, person, granted, scopes, created_at, expires_at, last_used_at, revoked_at";

    private final StoredJson json;

    TokenStore(ObjectMapper mapper) {
        this.json = new StoredJson(mapper);
    }

    /** All that are neither revoked nor expired. */
    List<StoredToken> live(Connection connection, Instant now) throws SQLException {
        String sql = "SELECT " + COLUMNS + " FROM access_token WHERE revoked_at IS NULL AND expires_at > ? ORDER BY id"
                + " LIMIT " + MOST_LIVE;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, time(now));
            return read(statement);
        }
    }

    /** The newest first, those too that ended not long ago. */
    List<StoredToken> list(Connection connection) throws SQLException {
        String sql = "SELECT " + COLUMNS + " FROM access_token ORDER BY created_at DESC, id LIMIT "
                + (MOST_LIVE + MOST_DEAD);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return read(statement);
        }
    }

    Optional<StoredToken> find(Connection connection, String id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT " + COLUMNS + " FROM access_token WHERE id = ?")) {
            statement.setString(1, id);
            return read(statement).stream().findFirst();
        }
    }

    /** Keeps others from adding tokens until the transaction ends, so that what was counted stays true. */
    void lock(Connection transaction) throws SQLException {
        try (Statement statement = transaction.createStatement()) {
            statement.execute("LOCK TABLE access_token IN SHARE ROW EXCLUSIVE MODE");
        }
    }

    void insert(Connection transaction, StoredToken token) throws SQLException {
        String sql = "INSERT INTO access_token (id, name, hash, created_by, person, granted, scopes, created_at,"
                + " expires_at) VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)";
        try (PreparedStatement statement = transaction.prepareStatement(sql)) {
            statement.setString(1, token.id());
            statement.setString(2, token.name());
            statement.setBytes(3, token.hash().bytes());
            statement.setString(4, token.createdBy());
            statement.setString(5, token.person());
            statement.setArray(
                    6,
                    token.createdBy() == null
                            ? null
                            : transaction.createArrayOf("text", token.granted().toArray()));
            statement.setString(7, json.write(token.scopes()));
            statement.setObject(8, time(token.times().created()));
            statement.setObject(9, time(token.times().expires()));
            statement.executeUpdate();
        }
    }

    /** @return whether it was not revoked before */
    boolean revoke(Connection transaction, String id, String by, Instant now) throws SQLException {
        String sql = "UPDATE access_token SET revoked_at = ?, revoked_by = ? WHERE id = ? AND revoked_at IS NULL";
        try (PreparedStatement statement = transaction.prepareStatement(sql)) {
            statement.setObject(1, time(now));
            statement.setString(2, by);
            statement.setString(3, id);
            return statement.executeUpdate() == 1;
        }
    }

    /** Writes that it was used, unless that was written less than a minute ago. */
    int used(Connection connection, String id, Instant now) throws SQLException {
        String sql = "UPDATE access_token SET last_used_at = ? WHERE id = ?"
                + " AND (last_used_at IS NULL OR last_used_at <= ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, time(now));
            statement.setString(2, id);
            statement.setObject(3, time(now.minus(LastUsed.INTERVAL)));
            return statement.executeUpdate();
        }
    }

    /** Removes tokens that ended long ago, and of the others that ended the oldest where there are many. */
    void prune(Connection transaction, Instant now) throws SQLException {
        String sql = """
                DELETE FROM access_token WHERE id IN (
                    SELECT id FROM (
                        SELECT id, least(revoked_at, expires_at) AS ended,
                               row_number() OVER (ORDER BY least(revoked_at, expires_at) DESC) AS place
                          FROM access_token WHERE revoked_at IS NOT NULL OR expires_at <= ?) AS dead
                     WHERE ended < ? OR place > ?)""";
        try (PreparedStatement statement = transaction.prepareStatement(sql)) {
            statement.setObject(1, time(now));
            statement.setObject(2, time(now.minus(DEAD_KEPT)));
            statement.setInt(3, MOST_DEAD);
            statement.executeUpdate();
        }
    }

    private List<StoredToken> read(PreparedStatement statement) throws SQLException {
        List<StoredToken> tokens = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                tokens.add(new StoredToken(
                        row.getString("id"),
                        row.getString("name"),
                        new StoredToken.Hash(row.getBytes("hash")),
                        row.getString("created_by"),
                        row.getString("person"),
                        texts(row),
                        List.of(json.read(row.getString("scopes"), Scope[].class)),
                        new StoredToken.Times(
                                row.getObject("created_at", OffsetDateTime.class)
                                        .toInstant(),
                                row.getObject("expires_at", OffsetDateTime.class)
                                        .toInstant(),
                                instant(row, "last_used_at"),
                                instant(row, "revoked_at"))));
            }
        }
        return tokens;
    }

    private static List<String> texts(ResultSet row) throws SQLException {
        java.sql.Array granted = row.getArray("granted");
        return granted == null ? List.of() : Arrays.asList((String[]) granted.getArray());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
