package dev.migrationcontrol.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Adds rows to the end of the chain. */
@Singleton
final class JournalStore {
    private static final int MAX_JSON_BYTES = 65_536;
    private static final int MAX_TEXT = 1_000;

    private final ObjectMapper mapper;
    private final Clock clock;

    JournalStore(ObjectMapper mapper, Clock clock) {
        this.mapper = mapper;
        this.clock = clock;
    }

    /** Locks the end of the chain until the transaction ends: it is short, and the lock the last one that it takes. */
    void append(Connection transaction, Entry entry, @Nullable String remoteAddress) throws SQLException {
        String request = json(entry.request());
        String plan = json(entry.plan());
        String result = json(entry.result());
        String sql = "SELECT count, hash, ?::jsonb::text AS request, ?::jsonb::text AS plan, ?::jsonb::text AS result"
                + " FROM journal_head FOR UPDATE";
        try (PreparedStatement statement = transaction.prepareStatement(sql)) {
            statement.setString(1, request);
            statement.setString(2, plan);
            statement.setString(3, result);
            try (ResultSet head = statement.executeQuery()) {
                if (!head.next()) {
                    throw new SQLException("the head of the journal is missing", "P0002");
                }
                Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
                insert(transaction, StoredRow.following(Chain.read(head), now, texts(entry, remoteAddress, head)));
            }
        }
    }

    private static StoredRow.Texts texts(Entry entry, @Nullable String remoteAddress, ResultSet normalised)
            throws SQLException {
        return new StoredRow.Texts(
                entry.kind().name(),
                bounded(entry.caller()),
                remoteAddress,
                entry.reason() == null ? null : bounded(entry.reason()),
                entry.environment() == null ? null : bounded(entry.environment()),
                entry.operation() == null ? null : entry.operation().toString(),
                normalised.getString("request"),
                normalised.getString("plan"),
                normalised.getString("result"));
    }

    private static void insert(Connection transaction, StoredRow row) throws SQLException {
        String sql = "INSERT INTO journal (sequence, recorded_at, kind, caller, remote_address, reason, environment,"
                + " operation_id, request, plan, result, previous_hash, hash)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?::uuid, ?::jsonb, ?::jsonb, ?::jsonb, ?, ?)";
        StoredRow.Texts texts = row.texts();
        try (PreparedStatement statement = transaction.prepareStatement(sql)) {
            statement.setLong(1, row.sequence());
            statement.setObject(2, row.recordedAt().atOffset(ZoneOffset.UTC));
            statement.setString(3, texts.kind());
            statement.setString(4, texts.caller());
            statement.setString(5, texts.remoteAddress());
            statement.setString(6, texts.reason());
            statement.setString(7, texts.environment());
            statement.setString(8, texts.operation());
            statement.setString(9, texts.request());
            statement.setString(10, texts.plan());
            statement.setString(11, texts.result());
            statement.setBytes(12, HexFormat.of().parseHex(row.previousHash()));
            statement.setBytes(13, HexFormat.of().parseHex(row.hash()));
            statement.executeUpdate();
        }
    }

    /** PostgreSQL keeps no NUL in a text. */
    private static String bounded(String text) {
        String kept = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
        return kept.replace('\0', '\uFFFD');
    }

    /** Of a larger value the longest members are left out, one after another, so that the short ones are always there. */
    private @Nullable String json(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        String text = write(value);
        if (bytes(text) <= MAX_JSON_BYTES) {
            return text;
        }
        Map<String, Object> members = mapper.convertValue(value, new TypeReference<LinkedHashMap<String, Object>>() {});
        while (bytes(text) > MAX_JSON_BYTES) {
            Map.Entry<String, Object> longest = members.entrySet().stream()
                    .filter(each -> !isOmitted(each.getValue()))
                    .max(Comparator.comparingInt(each -> write(each.getValue()).length()))
                    .orElse(null);
            if (longest == null) {
                return write(omitted(write(value)));
            }
            longest.setValue(omitted(write(longest.getValue())));
            text = write(members);
        }
        return text;
    }

    private static boolean isOmitted(@Nullable Object value) {
        return value instanceof Map<?, ?> map && map.keySet().equals(Set.of("omittedBytes", "sha256"));
    }

    private static Map<String, Object> omitted(String text) {
        return Map.of("omittedBytes", bytes(text), "sha256", HexFormat.of().formatHex(StoredRow.sha256(text)));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private String write(@Nullable Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
