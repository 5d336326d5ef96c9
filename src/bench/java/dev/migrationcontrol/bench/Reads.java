package dev.migrationcontrol.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** What is asked of an environment on which everything is applied. */
final class Reads {
    private static final int CALLS = 300;
    private static final String HISTORY = "SELECT installed_rank, version, description, type, script, checksum,"
            + " installed_by, installed_on, execution_time, success FROM flyway_schema_history ORDER BY installed_rank";

    private final Postgres postgres;
    private final Service service;
    private final Report report;

    Reads(Postgres postgres, Service service, Report report) {
        this.postgres = postgres;
        this.service = service;
        this.report = report;
    }

    void run(Sample sample) throws IOException, SQLException, InterruptedException {
        String path = "/api/v1/environments/" + sample.environment();
        postgres.recreate(sample.environment());
        service.post(path + "/upgrades", "{}");
        report.table(
                "An environment with " + sample.size() + " applied migrations, one caller, " + CALLS + " calls",
                List.of("", "p50", "p95", "× the SQL read"));
        nothingToDo(path);
        status(sample, path + "/status");
        report.table(
                "Status of that environment, many callers on kept connections, " + Throughput.SECONDS + " s each",
                List.of("callers", "requests/s", "p50", "p95"));
        for (int callers : List.of(8, 16)) {
            Throughput throughput = Throughput.of(service, path + "/status", callers);
            report.row(List.of(
                    Integer.toString(callers),
                    String.format(Locale.ROOT, "%.0f", throughput.perSecond()),
                    Series.inMillis(throughput.latency().median()) + " ms",
                    Series.inMillis(throughput.latency().quantile(0.95)) + " ms"));
        }
    }

    private void nothingToDo(String path) throws IOException {
        Series upgrades = new Series();
        for (int i = 0; i < CALLS; i++) {
            upgrades.add(service.post(path + "/upgrades", "{}"));
        }
        report.row(row("upgrade with nothing to do", upgrades, ""));
    }

    /** Both in turn, so that whatever else the machine does meets both. */
    private void status(Sample sample, String path) throws IOException, SQLException {
        Series reads = new Series();
        Series statuses = new Series();
        try (Connection pooled = postgres.connect(sample.environment());
                PreparedStatement history = pooled.prepareStatement(HISTORY);
                HttpConnection caller = service.connect()) {
            for (int i = 0; i < 2 * CALLS; i++) {
                long read = read(history, sample.size());
                long status = status(caller, path);
                if (i >= CALLS) {
                    reads.add(read);
                    statuses.add(status);
                }
            }
        }
        report.row(row("the SQL read of the history alone, kept connection", reads, ""));
        String times = String.format(Locale.ROOT, "%.2f", statuses.median() / reads.median());
        report.row(row("status", statuses, times));
    }

    private static long status(HttpConnection caller, String path) throws IOException {
        long start = System.nanoTime();
        HttpConnection.Answer answer = caller.get(path);
        long taken = System.nanoTime() - start;
        if (answer.status() != 200 || !new String(answer.body()).contains("UP_TO_DATE")) {
            throw new IllegalStateException(new String(answer.body()));
        }
        return taken;
    }

    private static long read(PreparedStatement history, int rows) throws SQLException {
        long start = System.nanoTime();
        int found = 0;
        try (ResultSet result = history.executeQuery()) {
            while (result.next()) {
                for (int column = 1; column <= 10; column++) {
                    result.getObject(column);
                }
                found++;
            }
        }
        long taken = System.nanoTime() - start;
        if (found != rows) {
            throw new IllegalStateException(found + " rows");
        }
        return taken;
    }

    private static List<String> row(String what, Series taken, String times) {
        return List.of(
                what, Series.inMillis(taken.median()) + " ms", Series.inMillis(taken.quantile(0.95)) + " ms", times);
    }
}
