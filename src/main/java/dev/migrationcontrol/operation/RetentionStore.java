package dev.migrationcontrol.operation;

import dev.migrationcontrol.control.ControlDatabase;
import dev.migrationcontrol.environment.ForExecution;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Removes what is kept no longer, in small batches: each is one short statement, found by an index, and leaves alone what
 * another replica removes at the same time. Arrays of what goes, rather than joins, keep the planner to the indexes.
 */
@Singleton
final class RetentionStore {
    private static final String KEYS = """
            WITH gone AS (
                DELETE FROM idempotency_key WHERE ctid = ANY (ARRAY(
                    SELECT ctid FROM idempotency_key WHERE created_at >= ? AND created_at <= ?
                     ORDER BY created_at LIMIT 1000 FOR UPDATE SKIP LOCKED))
                RETURNING created_at)
            SELECT count(*)::int, max(created_at) FROM gone""";

    /** All but the last one of each operation: whoever follows it still hears how it ended. */
    private static final String EVENTS = """
            WITH ended AS MATERIALIZED (
                SELECT id, last_event, finished_at FROM operation
                 WHERE finished_at IS NOT NULL AND events_kept AND finished_at >= ? AND finished_at < ?
                 ORDER BY finished_at LIMIT 100 FOR UPDATE SKIP LOCKED),
            gone AS (
                DELETE FROM operation_event e USING ended
                 WHERE e.operation_id = ANY (ARRAY(SELECT id FROM ended))
                   AND e.operation_id = ended.id AND e.number < ended.last_event),
            marked AS (UPDATE operation o SET events_kept = false WHERE o.id = ANY (ARRAY(SELECT id FROM ended)))
            SELECT count(*)::int, max(finished_at) FROM ended""";

    private static final String ENDED = """
            WITH ended AS MATERIALIZED (
                SELECT id, finished_at FROM operation
                 WHERE finished_at IS NOT NULL AND finished_at >= ? AND finished_at < ?
                 ORDER BY finished_at LIMIT 100 FOR UPDATE SKIP LOCKED),
            keys AS (DELETE FROM idempotency_key k WHERE k.operation_id = ANY (ARRAY(SELECT id FROM ended))),
            events AS (DELETE FROM operation_event e WHERE e.operation_id = ANY (ARRAY(SELECT id FROM ended))),
            steps AS (DELETE FROM operation_step s WHERE s.operation_id = ANY (ARRAY(SELECT id FROM ended))),
            reports AS (DELETE FROM tree_audit t WHERE t.id = ANY (ARRAY(SELECT id FROM ended))),
            gone AS (DELETE FROM operation o WHERE o.id = ANY (ARRAY(SELECT id FROM ended)))
            SELECT count(*)::int, max(finished_at) FROM ended""";

    private final AgroalDataSource control;

    RetentionStore(@ForExecution AgroalDataSource control) {
        this.control = control;
    }

    /**
     * What went in one statement; the next one begins at its last, for what has gone stays in the index until a vacuum.
     *
     * @param count 0 when nothing is left
     */
    record Batch(int count, OffsetDateTime last) {
        /** Before everything. */
        static final Batch NONE_YET = new Batch(1, OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC));
    }

    /** Keys that were bound then or earlier. */
    Batch forgetKeys(Batch before, OffsetDateTime until) {
        return remove(KEYS, before, until);
    }

    /** Events of operations that ended before then. */
    Batch forgetEvents(Batch before, OffsetDateTime until) {
        return remove(EVENTS, before, until);
    }

    /** Operations that ended before then, with all that belongs to them. */
    Batch forgetOperations(Batch before, OffsetDateTime until) {
        return remove(ENDED, before, until);
    }

    private Batch remove(String sql, Batch before, OffsetDateTime until) {
        return ControlDatabase.inTransaction(control, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setObject(1, before.last());
                statement.setObject(2, until);
                try (ResultSet result = statement.executeQuery()) {
                    result.next();
                    int count = result.getInt(1);
                    return new Batch(count, count == 0 ? before.last() : result.getObject(2, OffsetDateTime.class));
                }
            }
        });
    }
}
