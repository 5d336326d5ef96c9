package dev.migrationcontrol.operation;

import dev.migrationcontrol.environment.ControlDatabase;
import dev.migrationcontrol.environment.ForExecution;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.time.OffsetDateTime;

/**
 * Removes what is kept no longer, in small batches: each is one short statement, found by an index, and leaves alone what
 * another node removes at the same time. Arrays of what goes, rather than joins, keep the planner to the indexes.
 */
@Singleton
final class RetentionStore {
    private static final String KEYS = """
            DELETE FROM idempotency_key WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM idempotency_key WHERE created_at <= ?
                 ORDER BY created_at LIMIT 1000 FOR UPDATE SKIP LOCKED))""";

    /** All but the last one of each operation: whoever follows it still hears how it ended. */
    private static final String EVENTS = """
            WITH ended AS MATERIALIZED (
                SELECT id, last_event FROM operation
                 WHERE finished_at IS NOT NULL AND events_kept AND finished_at < ?
                 ORDER BY finished_at LIMIT 100 FOR UPDATE SKIP LOCKED),
            gone AS (
                DELETE FROM operation_event e USING ended
                 WHERE e.operation_id = ANY (ARRAY(SELECT id FROM ended))
                   AND e.operation_id = ended.id AND e.number < ended.last_event)
            UPDATE operation o SET events_kept = false FROM ended WHERE o.id = ended.id""";

    private static final String ENDED = """
            WITH ended AS MATERIALIZED (
                SELECT id FROM operation WHERE finished_at IS NOT NULL AND finished_at < ?
                 ORDER BY finished_at LIMIT 100 FOR UPDATE SKIP LOCKED),
            keys AS (DELETE FROM idempotency_key k WHERE k.operation_id = ANY (ARRAY(SELECT id FROM ended))),
            events AS (DELETE FROM operation_event e WHERE e.operation_id = ANY (ARRAY(SELECT id FROM ended))),
            steps AS (DELETE FROM operation_step s WHERE s.operation_id = ANY (ARRAY(SELECT id FROM ended))),
            reports AS (DELETE FROM tree_audit t WHERE t.id = ANY (ARRAY(SELECT id FROM ended)))
            DELETE FROM operation o WHERE o.id = ANY (ARRAY(SELECT id FROM ended))""";

    private final AgroalDataSource control;

    RetentionStore(@ForExecution AgroalDataSource control) {
        this.control = control;
    }

    /** Keys that were bound then or earlier; returns how many went, 0 when none is left. */
    int forgetKeys(OffsetDateTime until) {
        return remove(KEYS, until);
    }

    /** Events of operations that ended before then; returns of how many operations. */
    int forgetEvents(OffsetDateTime before) {
        return remove(EVENTS, before);
    }

    /** Operations that ended before then, with all that belongs to them; returns how many. */
    int forgetOperations(OffsetDateTime before) {
        return remove(ENDED, before);
    }

    private int remove(String sql, OffsetDateTime time) {
        return ControlDatabase.inTransaction(control, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setObject(1, time);
                return statement.executeUpdate();
            }
        });
    }
}
