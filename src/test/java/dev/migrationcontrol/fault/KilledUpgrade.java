package dev.migrationcontrol.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.cluster.Answer;
import dev.migrationcontrol.cluster.BreakableServer;
import dev.migrationcontrol.cluster.Cluster;
import dev.migrationcontrol.cluster.Replica;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.awaitility.Awaitility;

/**
 * An upgrade of many scripts whose service is killed in it. Each script leaves a line in a log without a key, so that what
 * ran twice is seen; the line names the transaction and the operation. Whoever asked asks again once an operation ended.
 */
final class KilledUpgrade {
    static final int SCRIPTS = 200;

    /** The last kill strikes before this one, so that something is left to do. */
    private static final int LAST_KILL = 180;

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Replica service;
    private final BreakableServer server;
    private final String environment;
    private final Random random;
    private final List<Answer> ended = new ArrayList<>();
    private List<String> before = List.of();
    private String current = "";

    KilledUpgrade(Cluster cluster, String environment, long seed) {
        this.service = cluster.replica(0);
        this.server = cluster.targets();
        this.environment = environment;
        this.random = new Random(seed);
        server.createDatabase(environment);
        server.execute(
                environment,
                "CREATE SCHEMA log; CREATE TABLE log.run (at bigserial, what text, n int, xid bigint DEFAULT"
                        + " txid_current(), session text DEFAULT current_setting('application_name'))");
    }

    static void writeSql(Path folder, int n) {
        String sql =
                "SELECT pg_sleep(0.01 + random() * 0.02); INSERT INTO log.run (what, n) VALUES ('script', " + n + ");";
        Gates.write(folder, "V%03d__sql.sql".formatted(n), sql);
    }

    static void writeShell(Path folder, int n, Path runs) {
        Gates.write(
                folder,
                shellName(n),
                "echo '" + n + " begins' >> '" + runs + "'\nsleep 0.2\necho '" + n + " ends' >> '" + runs + "'\n");
    }

    static String shellName(int n) {
        return "V%03d__shell.sh".formatted(n);
    }

    /**
     * Upgrades, with so many kills spread over it.
     *
     * @param favoured scripts that are struck more often than others
     */
    void run(int kills, List<Integer> favoured) {
        ask();
        int reached = 0;
        for (int i = 0; i < kills; i++) {
            reach(Math.max(mark(i * LAST_KILL / kills, (i + 1) * LAST_KILL / kills, favoured), reached + 1));
            Awaitility.await()
                    .pollDelay(Duration.ofMillis(1 + random.nextInt(60)))
                    .until(() -> true);
            service.kill();
            reached = reached();
            assertThat(reached).as("a kill strikes before the end").isLessThan(SCRIPTS);
            service.restart().awaitReady();
        }
        Awaitility.await("the end").atMost(PATIENCE).until(this::isDone);
    }

    /** The script after which a kill strikes, in a part of them all; the one before a favoured one, or any. */
    private int mark(int from, int to, List<Integer> favoured) {
        int any = from + random.nextInt(Math.max(1, to - from));
        boolean favours = random.nextBoolean();
        return favoured.stream()
                .map(n -> n - 1)
                .filter(n -> favours && n >= from && n < to)
                .findFirst()
                .orElse(any);
    }

    private void reach(int mark) {
        Awaitility.await("script " + mark)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> reached() >= mark || isDone());
    }

    /** Whether all is done; asks again where an operation ended before. */
    private boolean isDone() {
        Answer operation = look();
        assertThat(operation.status()).describedAs(operation.toString()).isEqualTo(200);
        if (operation.body().path("finishedAt").isNull()) {
            return false;
        }
        requireTrueSteps(operation);
        ended.add(operation);
        if (operation.state().equals("SUCCEEDED")) {
            return true;
        }
        assertThat(operation.state()).describedAs(operation.toString()).isEqualTo("INTERRUPTED");
        ask();
        return false;
    }

    private Answer look() {
        return Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(() -> service.get("/api/v1/operations/" + current), answer -> answer.status() != 503);
    }

    /** Asks with a key, and again where the answer was lost. */
    private void ask() {
        before = history();
        String key = UUID.randomUUID().toString();
        Answer accepted = Awaitility.await("an answer")
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(
                        () -> service.post(
                                "/api/v1/environments/" + environment + "/upgrades", "{}", "Idempotency-Key", key),
                        answer -> answer.status() != 503);
        assertThat(accepted.status()).describedAs(accepted.toString()).isIn(200, 202);
        current = accepted.id();
    }

    /** The steps that succeeded are those whose rows are new in the history, and the operation's own sessions ran them. */
    private void requireTrueSteps(Answer operation) {
        List<String> now = new ArrayList<>(before);
        now.addAll(scripts(operation, true));
        assertThat(history()).describedAs(operation.toString()).isEqualTo(now);
        assertThat(now.size() + scripts(operation, false).size()).isEqualTo(SCRIPTS);
        assertThat(query("SELECT n FROM log.run WHERE what = 'script' AND session LIKE '%" + operation.id()
                        + "%' ORDER BY at"))
                .describedAs(operation.toString())
                .isEqualTo(scripts(operation, true).stream()
                        .filter(script -> script.endsWith(".sql"))
                        .map(script -> Integer.toString(Integer.parseInt(script.substring(1, 4))))
                        .toList());
    }

    private static List<String> scripts(Answer operation, boolean succeeded) {
        List<String> scripts = new ArrayList<>();
        operation.body().path("steps").forEach(step -> {
            String state = step.path("state").asText();
            assertThat(state).isIn("SUCCEEDED", "NOT_RUN");
            if (state.equals("SUCCEEDED") == succeeded) {
                scripts.add(step.path("script").asText());
            }
        });
        return scripts;
    }

    /** The script at which an operation was cut. */
    static String firstNotRun(Answer operation) {
        return scripts(operation, false).get(0);
    }

    /** What the history holds in its order; a killed service leaves no failed row. */
    private List<String> history() {
        boolean exists = !query("SELECT 1 WHERE to_regclass('flyway_schema_history') IS NOT NULL")
                .isEmpty();
        return exists
                ? query("SELECT script || CASE WHEN success THEN '' ELSE ' failed' END FROM flyway_schema_history"
                        + " ORDER BY installed_rank")
                : List.of();
    }

    private int reached() {
        return Integer.parseInt(query("SELECT coalesce(max(n), 0) FROM log.run").get(0));
    }

    List<String> query(String sql) {
        return server.query(environment, sql);
    }

    /** The operations in their order; all but the last were cut. */
    List<Answer> ended() {
        return ended;
    }

    /** The numbers that scripts left in the log. */
    List<String> runs() {
        return query("SELECT n FROM log.run WHERE what = 'script' ORDER BY n");
    }

    void requireAllDone() {
        assertThat(query("SELECT count(*) || ' ' || count(*) FILTER (WHERE success) || ' ' || count(DISTINCT version)"
                        + " FROM flyway_schema_history"))
                .containsExactly(SCRIPTS + " " + SCRIPTS + " " + SCRIPTS);
        Answer status = Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> service.get("/api/v1/environments/" + environment + "/status"),
                        answer -> answer.status() == 200);
        assertThat(status.state()).describedAs(status.toString()).isEqualTo("UP_TO_DATE");
    }
}
