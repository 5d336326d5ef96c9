package dev.migrationcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/**
 * What calls into a large control database read there, as the server itself counts it: whole tables never, and few rows by
 * their indexes. Each call is made often enough for the server to plan its statements without their values.
 */
public final class QueryCost implements AutoCloseable {
    private static final int CALLS = 12;
    private static final String FILL = """
            INSERT INTO operation (id, type, environment, state, requested_by, request, created_at, started_at, finished_at,
                                   attempt, last_event, result)
            SELECT ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'UPGRADE', 'env-' || n % 50,
                   (ARRAY['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'FAILED'])[1 + n % 4], 'ci', '{"type": "UPGRADE"}',
                   now() - (20000 - n) * interval '30 minutes', now() - (20000 - n) * interval '30 minutes',
                   now() - (20000 - n) * interval '30 minutes', 1, 3, '{}'
              FROM generate_series(1, 20000) AS n;
            INSERT INTO operation_step (operation_id, position, description, script, direction, history_rank, state)
            SELECT id, 0, 'x', 'V1__x.sql', 'UP', 1, 'SUCCEEDED' FROM operation;
            INSERT INTO operation_event (operation_id, number, at, kind, body)
            SELECT id, e, finished_at, 'STATE', '{"state": "RUNNING"}' FROM operation, generate_series(1, 3) AS e;
            INSERT INTO idempotency_key (caller, key, fingerprint, operation_id, created_at)
            SELECT 'anonymous', id::text, '\\x00', id, created_at FROM operation;
            INSERT INTO webhook_delivery (id, receiver, event, operation_id, body, state, created_at, last_attempt_at,
                                          next_attempt_at)
            SELECT gen_random_uuid(), 'hook-' || r, 'operation.succeeded', id, '{}', s, created_at, created_at,
                   CASE s WHEN 'PENDING' THEN now() + interval '1 day' END
              FROM (SELECT *, row_number() OVER () % 4 AS r FROM operation) AS o,
                   LATERAL (SELECT (ARRAY['DELIVERED', 'DELIVERED', 'DEAD', 'PENDING'])[(1 + r)::int] AS s) AS st;
            ALTER TABLE journal DISABLE TRIGGER ALL;
            INSERT INTO journal (sequence, recorded_at, kind, caller, environment, operation_id, previous_hash, hash)
            SELECT n, now() - (20000 - n) * interval '30 minutes',
                   (ARRAY['REQUEST_ACCEPTED', 'OPERATION_ENDED', 'REQUEST_REFUSED'])[1 + n % 3], 'ci', 'env-' || n % 50,
                   ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
                   decode(repeat('00', 32), 'hex'), sha256(n::text::bytea)
              FROM generate_series(1, 20000) AS n;
            ALTER TABLE journal ENABLE TRIGGER ALL; ALTER TABLE journal ENABLE ALWAYS TRIGGER follows;
            UPDATE journal_head SET count = 1;
            VACUUM ANALYZE""";

    private final String control;
    /** One connection, so that all of it is counted when it says so. */
    private final AgroalDataSource pool;

    private QueryCost() {
        try (TestControl made = TestControl.create()) {
            this.control = made.name();
        }
        this.pool = TestControl.pool(control, TestServer.USER, 1);
    }

    /** A control database with 20,000 operations and what belongs to them. */
    public static QueryCost filled() {
        QueryCost cost = new QueryCost();
        for (String sql : FILL.split(";\\s*\n")) {
            TestServer.execute(cost.control, sql);
        }
        return cost;
    }

    /** On which the calls are made. */
    public AgroalDataSource pool() {
        return pool;
    }

    public void execute(String sql) {
        TestServer.execute(control, sql);
    }

    /** @param rows how many rows of indexes one call may read at the most */
    public void assertCheap(String what, int rows, Runnable call) {
        flush();
        Map<String, Long> scans = scans();
        long before = read();
        for (int i = 0; i < CALLS; i++) {
            call.run();
        }
        flush();
        assertThat(scans())
                .describedAs("tables that are read as a whole: " + what)
                .isEqualTo(scans);
        assertThat((read() - before) / CALLS)
                .describedAs("rows that one call reads: " + what)
                .isLessThanOrEqualTo(rows);
    }

    private Map<String, Long> scans() {
        Map<String, Long> scans = new TreeMap<>();
        query(
                "SELECT relname, seq_scan FROM pg_stat_user_tables WHERE relname IN ('operation', 'operation_step',"
                        + " 'operation_event', 'idempotency_key', 'webhook_delivery', 'journal')",
                result -> scans.put(result.getString(1), result.getLong(2)));
        return scans;
    }

    private long read() {
        long[] sum = new long[1];
        query("SELECT sum(idx_tup_read)::bigint FROM pg_stat_user_indexes", result -> sum[0] = result.getLong(1));
        return sum[0];
    }

    private interface Row {
        void take(ResultSet result) throws SQLException;
    }

    private void query(String sql, Row row) {
        try (Connection connection = TestServer.connect(control);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                row.take(result);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void flush() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_stat_force_next_flush()");
            try (ResultSet own = statement.executeQuery("SELECT pg_backend_pid()")) {
                own.next();
                awaitEndOfOthers(own.getInt(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a session has counted shows when its backend ends, which may be later than its connection does. */
    private void awaitEndOfOthers(int own) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            long[] others = new long[1];
            query(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND backend_type = 'client backend' AND pid NOT IN (pg_backend_pid(), " + own + ")",
                    result -> others[0] = result.getLong(1));
            return others[0] == 0;
        });
    }

    @Override
    public void close() {
        pool.close();
    }
}
