package dev.migrationcontrol.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the first page of the console costs: its bytes on the wire, and the time to make it, for few and many databases. */
final class ConsolePages {
    private static final int CALLS = 50;

    private final Postgres postgres;
    private final Launch launch;
    private final Report report;

    ConsolePages(Postgres postgres, Launch launch, Report report) {
        this.postgres = postgres;
        this.launch = launch;
        this.report = report;
    }

    /** @param sample whose database has every migration applied */
    void run(Sample sample) throws IOException, SQLException, InterruptedException {
        report.table(
                "The console's first page with " + sample.size() + " migrations, " + CALLS
                        + " calls each after as many",
                List.of("environments", "page", "p50", "p95", "bytes", "compressed"));
        for (int environments : List.of(6, 50)) {
            try (Service service = launch.start(variables(sample, environments), "service-console.log");
                    HttpConnection connection = service.connect()) {
                show(connection, environments, "/console", "differences");
                show(connection, environments, "/console?show=all", "all, the first 200 rows");
                if (environments == 6) {
                    firstVisit(connection);
                }
            }
        }
    }

    private Map<String, String> variables(Sample sample, int environments) throws SQLException {
        Map<String, String> variables = new TreeMap<>(Map.of("MIGRATION_CONTROL_ACCESS_MODE", "open-acknowledged"));
        for (int number = 1; number < environments; number++) {
            String name = "console-" + number;
            postgres.copy(sample.environment(), name);
            String variable = "CONSOLE_" + number;
            variables.put(variable + "_DATABASE_URL", postgres.url(name));
            variables.put("MIGRATION_CONTROL_ENVIRONMENTS_" + variable + "_LOCATIONS", "filesystem:" + sample.folder());
        }
        return variables;
    }

    private void show(HttpConnection connection, int environments, String path, String what) throws IOException {
        Series taken = new Series();
        int bytes = 0;
        for (int call = 0; call < 2 * CALLS; call++) {
            long start = System.nanoTime();
            HttpConnection.Answer answer = connection.get(path);
            if (answer.status() != 200) {
                throw new IllegalStateException(path + " answered " + answer.status());
            }
            if (call >= CALLS) {
                taken.add(System.nanoTime() - start);
            }
            bytes = answer.body().length;
        }
        report.row(List.of(
                Integer.toString(environments),
                what,
                Series.inMillis(taken.median()) + " ms",
                Series.inMillis(taken.quantile(0.95)) + " ms",
                Integer.toString(bytes),
                Integer.toString(connection.compressed(path).body().length)));
    }

    private void firstVisit(HttpConnection connection) throws IOException {
        int bytes = 0;
        for (String path : List.of("/console", "/console/assets/console.css", "/console/assets/live.js")) {
            bytes += connection.compressed(path).body().length;
        }
        report.row(List.of("6", "first visit: page, styles and script", "", "", "", Integer.toString(bytes)));
    }
}
