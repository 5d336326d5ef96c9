package dev.migrationcontrol.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;

/** Flyway Core's own {@code migrate()} with its defaults, in this process: a peer to compare with. */
final class StockFlyway {
    private static final String DATABASE = "flyway";
    private static final int ROUNDS = 3;

    private final Postgres postgres;
    private final Limit limit;
    private final Report report;
    private final int rounds;

    StockFlyway(Settings settings, Postgres postgres, Limit limit, Report report) {
        this.postgres = postgres;
        this.limit = limit;
        this.report = report;
        this.rounds = Math.min(ROUNDS, settings.rounds());
    }

    void run(List<Sample> samples) throws IOException, SQLException, InterruptedException {
        migrate(samples.get(0));
        report.table(
                "Stock Flyway in a warm process: medians of " + rounds + " rounds",
                List.of("", "Flyway Core", "limit", "× limit"));
        for (Sample sample : samples) {
            Series flyway = new Series();
            Series limits = new Series();
            for (int round = 0; round < rounds; round++) {
                postgres.recreate(DATABASE);
                limits.add(limit.run(DATABASE, Transactions.upgrade(sample)));
                flyway.add(migrate(sample));
            }
            report.row(List.of("upgrade of " + sample.size(), flyway.millis(), limits.millis(), flyway.times(limits)));
        }
    }

    private long migrate(Sample sample) throws SQLException {
        postgres.recreate(DATABASE);
        long start = System.nanoTime();
        Flyway.configure()
                .dataSource(postgres.jdbcUrl(DATABASE), Postgres.USER, Postgres.PASSWORD)
                .locations("filesystem:" + sample.folder())
                .load()
                .migrate();
        return System.nanoTime() - start;
    }
}
