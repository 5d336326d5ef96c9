package dev.migrationcontrol.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks entries up. */
@Singleton
final class JournalReader {
    private final AgroalDataSource control;
    private final ObjectMapper mapper;

    JournalReader(AgroalDataSource control, ObjectMapper mapper) {
        this.control = control;
        this.mapper = mapper;
    }

    /**
     * Which entries.
     *
     * @param before only entries with a lower sequence number
     * @param from only entries recorded then or later
     * @param to only entries recorded earlier
     */
    record Filter(
            @Nullable Long before,
            Entry.@Nullable Kind kind,
            @Nullable String environment,
            @Nullable UUID operation,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** The newest entries first. */
    List<JournalEntry> list(Filter filter, int limit) {
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        add("sequence < ?", filter.before(), conditions, values);
        add("kind = ?", filter.kind() == null ? null : filter.kind().name(), conditions, values);
        add("environment = ?", filter.environment(), conditions, values);
        add("operation_id = ?", filter.operation(), conditions, values);
        add("recorded_at >= ?", filter.from(), conditions, values);
        add("recorded_at < ?", filter.to(), conditions, values);
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        String sql = "SELECT " + StoredRow.COLUMNS + " FROM journal" + where + " ORDER BY sequence DESC LIMIT " + limit;
        try (Connection connection = control.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int at = 0; at < values.size(); at++) {
                statement.setObject(at + 1, values.get(at));
            }
            return read(statement);
        } catch (SQLException e) {
            throw new JournalUnavailable(e);
        }
    }

    private static void add(String condition, @Nullable Object value, List<String> conditions, List<Object> values) {
        if (value != null) {
            conditions.add(condition);
            values.add(value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
        }
    }

    private List<JournalEntry> read(PreparedStatement statement) throws SQLException {
        List<JournalEntry> entries = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                entries.add(entry(StoredRow.read(result)));
            }
        }
        return entries;
    }

    private JournalEntry entry(StoredRow row) {
        StoredRow.Texts texts = row.texts();
        return new JournalEntry(
                row.sequence(),
                row.recordedAt(),
                Entry.Kind.valueOf(texts.kind()),
                texts.caller(),
                texts.remoteAddress(),
                texts.reason(),
                texts.environment(),
                texts.operation() == null ? null : UUID.fromString(texts.operation()),
                json(texts.request()),
                json(texts.plan()),
                json(texts.result()),
                row.previousHash(),
                row.hash());
    }

    private @Nullable Map<String, Object> json(@Nullable String text) {
        try {
            return text == null ? null : mapper.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
