package dev.migrationcontrol.journal.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.control.ControlDatabase;
import dev.migrationcontrol.control.ControlDatabaseUnavailable;
import dev.migrationcontrol.journal.Entry;
import dev.migrationcontrol.journal.StoredRow;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks entries up. */
@Singleton
final class JournalReader {
    /**
     * Entries are read in the order of their numbers, so a time is made a number first, by the index on times. Clocks of
     * replicas differ a little, so the numbers of a hundred entries around, an hour earlier or later, are the bound.
     */
    private static final String FIRST = "(SELECT min(near.sequence) FROM (SELECT j.sequence"
            + " FROM journal j WHERE j.recorded_at >= ?::timestamptz - interval '1 hour'"
            + " ORDER BY j.recorded_at, j.sequence LIMIT 100) AS near)";

    private static final String LAST = "(SELECT max(near.sequence) FROM (SELECT j.sequence"
            + " FROM journal j WHERE j.recorded_at < ?::timestamptz + interval '1 hour'"
            + " ORDER BY j.recorded_at DESC, j.sequence DESC LIMIT 100) AS near)";

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

    /**
     * What a caller may view.
     *
     * @param environments whose entries
     * @param caller whose entries about no environment
     */
    record Visible(Set<String> environments, String caller) {}

    /**
     * The newest entries first.
     *
     * @param visible what the caller may view; null for everything
     */
    List<JournalEntry> list(Filter filter, int limit, @Nullable Visible visible) {
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        add("kind = ?", filter.kind() == null ? null : filter.kind().name(), conditions, values);
        add("environment = ?", filter.environment(), conditions, values);
        add("operation_id = ?", filter.operation(), conditions, values);
        if (visible != null) {
            conditions.add("(environment = ANY (?) OR environment IS NULL AND caller = ?)");
            values.add(visible.environments().toArray(String[]::new));
            values.add(visible.caller());
        }
        // Their indexes have an order of their own, so that the primary key is not read backwards and filtered.
        boolean filtered = filter.kind() != null || filter.environment() != null;
        String less = filtered ? "(-sequence) > -" : "sequence < ";
        String most = filtered ? "(-sequence) >= -" : "sequence <= ";
        String least = filtered ? "(-sequence) <= -" : "sequence >= ";
        add(less + "(?::bigint)", filter.before(), conditions, values);
        add("recorded_at >= ?", filter.from(), conditions, values);
        add(least + FIRST, filter.from(), conditions, values);
        add("recorded_at < ?", filter.to(), conditions, values);
        add(most + LAST, filter.to(), conditions, values);
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        String sql = "SELECT " + StoredRow.COLUMNS + " FROM journal" + where + " ORDER BY "
                + (filtered ? "(-sequence)" : "journal.sequence DESC") + " LIMIT " + limit;
        return query(sql, values).stream().map(this::entry).toList();
    }

    /** The entries after one of them, in their order. */
    List<StoredRow> after(long sequence, int limit) {
        String sql = "SELECT " + StoredRow.COLUMNS
                + " FROM journal WHERE journal.sequence > ? ORDER BY journal.sequence LIMIT " + limit;
        return limit == 0 ? List.of() : query(sql, List.of(sequence));
    }

    private List<StoredRow> query(String sql, List<Object> values) {
        try {
            return ControlDatabase.call(control, connection -> {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    for (int at = 0; at < values.size(); at++) {
                        statement.setObject(at + 1, values.get(at));
                    }
                    return read(statement);
                }
            });
        } catch (ControlDatabaseUnavailable e) {
            throw new JournalUnavailable();
        }
    }

    private static void add(String condition, @Nullable Object value, List<String> conditions, List<Object> values) {
        if (value != null) {
            conditions.add(condition);
            values.add(value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
        }
    }

    private static List<StoredRow> read(PreparedStatement statement) throws SQLException {
        List<StoredRow> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.add(StoredRow.read(result));
            }
        }
        return rows;
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
