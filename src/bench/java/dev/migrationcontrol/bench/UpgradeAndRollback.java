package dev.migrationcontrol.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** All migrations up and all down again, by one HTTP request each and by the limit in turn. */
final class UpgradeAndRollback {
    private static final String LIMIT_DATABASE = "limit";
    private static final int WARM_UPS = 3;

    private final Settings settings;
    private final Postgres postgres;
    private final Limit limit;
    private final Service service;
    private final Report report;

    UpgradeAndRollback(Settings settings, Postgres postgres, Limit limit, Service service, Report report) {
        this.settings = settings;
        this.postgres = postgres;
        this.limit = limit;
        this.service = service;
        this.report = report;
    }

    /** What was taken, in one direction. */
    private record Taken(Series service, Series limit) {
        Taken() {
            this(new Series(), new Series());
        }

        List<String> row(String what, Sample sample) {
            return List.of(what + " of " + sample.size(), service.millis(), limit.millis(), service.times(limit));
        }
    }

    void run(List<Sample> samples) throws IOException, SQLException, InterruptedException {
        Sample warm = samples.get(Math.min(1, samples.size() - 1));
        for (int i = 0; i < WARM_UPS; i++) {
            measure(warm, new Taken(), new Taken());
        }
        report.table(
                "Upgrade and rollback: medians of " + settings.rounds() + " rounds (least–greatest), after " + WARM_UPS
                        + " rounds of " + warm.size() + " that are not counted",
                List.of("", "service, one HTTP request", "limit", "× limit"));
        for (Sample sample : samples) {
            Taken up = new Taken();
            Taken down = new Taken();
            for (int round = 0; round < settings.rounds(); round++) {
                measure(sample, up, down);
            }
            report.row(up.row("upgrade", sample));
            report.row(down.row("rollback", sample));
        }
    }

    private void measure(Sample sample, Taken up, Taken down) throws IOException, SQLException, InterruptedException {
        postgres.recreate(LIMIT_DATABASE);
        up.limit().add(limit.run(LIMIT_DATABASE, Transactions.upgrade(sample)));
        down.limit().add(limit.run(LIMIT_DATABASE, Transactions.rollback(sample)));
        requireHistory(LIMIT_DATABASE, sample, "DELETE");

        String database = sample.environment();
        String path = "/api/v1/environments/" + sample.environment();
        postgres.recreate(database);
        up.service().add(service.post(path + "/upgrades", "{}"));
        requireHistory(database, sample, "SQL");
        down.service().add(service.post(path + "/rollbacks", "{\"targetVersion\":\"0\"}"));
        requireHistory(database, sample, "DELETE");
    }

    private void requireHistory(String database, Sample sample, String type) throws SQLException {
        String rows = postgres.query(
                database, "SELECT count(*) FROM flyway_schema_history WHERE success AND type = '" + type + "'");
        if (!rows.equals(Integer.toString(sample.size()))) {
            throw new IllegalStateException(database + " has " + rows + " rows of type " + type);
        }
    }
}
