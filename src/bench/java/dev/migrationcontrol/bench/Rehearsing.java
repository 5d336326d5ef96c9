package dev.migrationcontrol.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** A rehearsal of one new migration on top of all others: the first one, and one that finds a template. */
final class Rehearsing {
    private static final String LIMIT_DATABASE = "limit";
    private static final String TEMPLATES =
            "SELECT coalesce(string_agg(datname, ','), '') FROM pg_database WHERE datname LIKE 'mc\\_template\\_%'";

    private final Settings settings;
    private final Postgres postgres;
    private final Limit limit;
    private final Service service;
    private final Report report;

    Rehearsing(Settings settings, Postgres postgres, Limit limit, Service service, Report report) {
        this.settings = settings;
        this.postgres = postgres;
        this.limit = limit;
        this.service = service;
        this.report = report;
    }

    void run(List<Sample> samples) throws IOException, SQLException, InterruptedException {
        report.table(
                "Rehearsal of one migration after the others: medians of " + settings.rounds() + " rounds (least–greatest);"
                        + " the limit runs the scripts of the history",
                List.of("", "service, one HTTP request", "limit", "× limit"));
        for (Sample sample : samples) {
            Series cold = new Series();
            Series warm = new Series();
            Series replay = new Series();
            for (int round = 0; round < settings.rounds(); round++) {
                measure(sample, cold, warm, replay);
            }
            String after = " after " + (sample.size() - 1);
            report.row(List.of("first" + after, cold.millis(), replay.millis(), cold.times(replay)));
            report.row(List.of("with a template" + after, warm.millis(), replay.millis(), warm.times(replay)));
        }
    }

    private void measure(Sample sample, Series cold, Series warm, Series replay)
            throws IOException, SQLException, InterruptedException {
        postgres.recreate(LIMIT_DATABASE);
        replay.add(limit.run(LIMIT_DATABASE, Transactions.upgrade(sample)));
        String path = "/api/v1/environments/" + sample.environment();
        postgres.recreate(sample.environment());
        service.post(path + "/upgrades", "{\"targetVersion\":\"" + (sample.size() - 1) + "\"}");
        for (String template : postgres.query(sample.environment(), TEMPLATES).split(",")) {
            if (!template.isEmpty()) {
                postgres.drop(template);
            }
        }
        cold.add(service.post(path + "/plans", "{\"rehearse\":true}"));
        warm.add(service.post(path + "/plans", "{\"rehearse\":true}"));
    }
}
