package dev.migrationcontrol.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Every question to a control database that has been filled for years, and the proof of its journal. */
final class ControlAtScale {
    private static final int CALLS = 40;
    private static final String UNKNOWN = "no-such-environment";

    private final Postgres postgres;
    private final Launch launch;
    private final Report report;
    private final long operations;
    private final long events;
    private final long entries;

    ControlAtScale(Settings settings, Postgres postgres, Launch launch, Report report) {
        this.postgres = postgres;
        this.launch = launch;
        this.report = report;
        this.operations = settings.control().get(0);
        this.events = settings.control().get(1);
        this.entries = settings.control().get(2);
    }

    void run() throws IOException, SQLException, InterruptedException {
        launch.start().close();
        long start = System.nanoTime();
        fill();
        System.out.println("filled in " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) + " s");
        try (Service service = launch.start()) {
            long scans = scans();
            queries(service);
            TimeUnit.SECONDS.sleep(12);
            report.line("\nReads of whole large tables during all of these calls: " + (scans() - scans) + ".");
            proofs(service);
        }
    }

    private void queries(Service service) throws IOException, SQLException {
        report.table(
                "%,d operations, %,d events, %,d journal entries: one caller, %d calls each over HTTP"
                        .formatted(operations, events, entries, CALLS),
                List.of("question", "p50", "p95"));
        try (HttpConnection caller = service.connect()) {
            for (Map.Entry<String, String> question : questions().entrySet()) {
                Series taken = new Series();
                for (int i = 0; i < CALLS + 5; i++) {
                    long start = System.nanoTime();
                    HttpConnection.Answer answer = caller.get("/api/v1" + question.getValue());
                    if (answer.status() != 200) {
                        throw new IllegalStateException(
                                question + " " + new String(answer.body(), StandardCharsets.UTF_8));
                    }
                    if (i >= 5) {
                        taken.add(System.nanoTime() - start);
                    }
                }
                report.row(List.of(
                        question.getKey(),
                        Series.inMillis(taken.median()) + " ms",
                        Series.inMillis(taken.quantile(0.95)) + " ms"));
            }
        }
    }

    private Map<String, String> questions() {
        String middle = id(operations / 2);
        Instant day = Instant.now().minus(200, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS);
        String from = "from=" + day + "&to=" + day.plus(1, ChronoUnit.DAYS);
        Map<String, String> questions = new LinkedHashMap<>();
        questions.put("operations", "/operations");
        questions.put("operations, a page in the middle", "/operations?pageToken=" + middle);
        questions.put("operations, 200 of them", "/operations?pageSize=200");
        questions.put("operations of an environment", "/operations?environment=env-7");
        questions.put("operations of an unknown environment", "/operations?environment=" + UNKNOWN);
        questions.put("operations that failed", "/operations?state=FAILED");
        questions.put("operations of a state that none has", "/operations?state=INTERRUPTED");
        questions.put("operations of both, a page in the middle", "/operations?environment=env-7&state=FAILED&pageToken=" + middle);
        questions.put("one operation", "/operations/" + middle);
        questions.put("its events", "/operations/" + middle + "/events");
        questions.put("journal", "/journal");
        questions.put("journal of a day long ago", "/journal?" + from);
        questions.put("journal until long ago", "/journal?to=" + day);
        questions.put("journal since long ago", "/journal?from=" + day);
        questions.put("journal of an environment", "/journal?environment=env-7");
        questions.put("journal of an unknown environment", "/journal?environment=" + UNKNOWN);
        questions.put("journal of an environment of a day", "/journal?environment=env-7&" + from);
        questions.put("journal of an operation", "/journal?operation=" + middle);
        questions.put("journal of a kind that none has", "/journal?kind=CANCELLATION_REQUESTED");
        questions.put("journal, 100 entries exported", "/journal/export?limit=100&after=" + entries / 2);
        questions.put("webhooks", "/webhooks");
        return questions;
    }

    private void proofs(Service service) throws IOException, SQLException {
        report.table("Proof of the journal", List.of("", "time", "answer"));
        prove(service, "whole", "/journal/verification");
        postgres.query("control", "SELECT count(*) FROM journal");
        execute("ALTER TABLE journal DISABLE TRIGGER ALL; UPDATE journal SET caller = 'forger' WHERE sequence = "
                + (entries - 1) + "; ALTER TABLE journal ENABLE TRIGGER ALL");
        prove(service, "one entry forged, the last but one", "/journal/verification");
        String head = postgres.query(
                "control", "SELECT encode(hash, 'hex') FROM journal WHERE sequence = " + (entries / 10 * 9));
        prove(
                service,
                "the same from a trusted entry on, the last tenth",
                "/journal/verification?fromCount=" + (entries / 10 * 9) + "&fromHash=" + head);
    }

    private void prove(Service service, String what, String path) throws IOException {
        try (HttpConnection caller = service.connect()) {
            long start = System.nanoTime();
            String answer = new String(caller.get("/api/v1" + path).body(), StandardCharsets.UTF_8);
            String seconds = "%.1f s".formatted((System.nanoTime() - start) / 1e9);
            String verdict = answer.contains("\"ok\":true") ? "whole" : answer.replaceAll(".*\"what\":\"(\\w+)\".*", "$1");
            report.row(List.of(what, seconds, verdict));
        }
    }

    private static String id(long number) {
        return "01900000-0000-7000-8000-%012x".formatted(number);
    }

    private long scans() throws SQLException {
        return Long.parseLong(postgres.query(
                "control",
                "SELECT sum(seq_scan)::bigint FROM pg_stat_user_tables WHERE n_live_tup > 10000"));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = postgres.connect("control");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void fill() throws SQLException {
        long each = Math.max(1, events / operations);
        String age = "now() - (" + operations + " - n) * interval '400 days' / " + operations;
        execute("""
                SET synchronous_commit = off; SET maintenance_work_mem = '512MB';
                INSERT INTO operation (id, type, environment, state, requested_by, request, created_at, started_at,
                                       finished_at, attempt, last_event, progress, result)
                SELECT ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'UPGRADE', 'env-' || n %% 200,
                       CASE WHEN n %% 10 = 0 THEN 'FAILED' ELSE 'SUCCEEDED' END, 'ci',
                       '{"type": "UPGRADE", "targetVersion": null}', %1$s, %1$s, %1$s, 1, %2$d,
                       '{"completed": 2, "total": 2}', '{}'
                  FROM generate_series(1, %3$d) AS n;
                ALTER TABLE operation_event DISABLE TRIGGER ALL; ALTER TABLE operation_step DISABLE TRIGGER ALL;
                INSERT INTO operation_step (operation_id, position, version, description, script, direction,
                                            history_rank, state, started_at, duration_ms)
                SELECT id, p, p + 1, 'step', 'V' || p + 1 || '__step.sql', 'UP', p + 1, 'SUCCEEDED', created_at, 12
                  FROM operation, generate_series(0, 1) AS p;
                INSERT INTO operation_event (operation_id, number, at, kind, body)
                SELECT id, e, finished_at, 'STEP', '{"position": 0, "script": "V1__step.sql", "state": "RUNNING"}'
                  FROM operation, generate_series(1, %2$d) AS e;
                ALTER TABLE operation_event ENABLE TRIGGER ALL; ALTER TABLE operation_step ENABLE TRIGGER ALL;
                """.formatted(age, each, operations));
        execute(JOURNAL.formatted(entries));
        execute("VACUUM ANALYZE");
        execute("CHECKPOINT");
    }

    /** A whole chain, computed as the documentation of the journal says. */
    private static final String JOURNAL = """
            SET synchronous_commit = off;
            ALTER TABLE journal DISABLE TRIGGER ALL; ALTER TABLE journal_head DISABLE TRIGGER ALL;
            DO $$
            DECLARE
                previous bytea := decode(repeat('00', 32), 'hex');
                kinds text[] := ARRAY['REQUEST_ACCEPTED', 'OPERATION_ENDED', 'REQUEST_REFUSED'];
                req text := '{"type": "UPGRADE", "targetVersion": null}';
                most bigint := %d;
                at_time timestamptz; its_kind text; env text; op text; canonical text; place text; its_hash bytea;
            BEGIN
                FOR n IN 1..most LOOP
                    at_time := date_trunc('second', now() - (most - n) * interval '400 days' / most);
                    place := n; its_kind := kinds[1 + n %% 3]; env := 'env-' || n %% 200;
                    op := '01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0');
                    canonical := length(place) || ':' || place || ',27:'
                        || to_char(at_time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || ',' || length(its_kind) || ':'
                        || its_kind || ',2:ci,-,-,' || length(env) || ':' || env || ',36:' || op || ','
                        || length(req) || ':' || req || ',-,-,64:' || encode(previous, 'hex') || ',';
                    its_hash := sha256(convert_to(canonical, 'UTF8'));
                    INSERT INTO journal (sequence, recorded_at, kind, caller, environment, operation_id, request,
                                         previous_hash, hash)
                    VALUES (n, at_time, its_kind, 'ci', env, op::uuid, req::jsonb, previous, its_hash);
                    previous := its_hash;
                END LOOP;
                UPDATE journal_head AS h SET count = most, hash = previous;
            END $$;
            ALTER TABLE journal ENABLE TRIGGER ALL; ALTER TABLE journal_head ENABLE TRIGGER ALL""";
}
