package dev.migrationcontrol.bench;

import dev.migrationcontrol.fixtures.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.Flyway;

/** What a test pays for its database: the first, the last of many, and what it would pay without the fixtures. */
final class TestDatabaseCost {
    private static final String ANCHOR = "bench_test";
    private static final String PLAIN = "bench_plain";
    private static final String TEMPLATE = "SELECT datname FROM pg_database WHERE datname LIKE 'mc\\_fixture\\_%'";

    /** So many at the end are measured next to the copies that the server makes alone. */
    private static final int LAST = 25;

    /** Of a larger set, the first alone would take minutes. */
    private static final int USUAL_SIZE = 100;

    private final Settings settings;
    private final Postgres postgres;
    private final Report report;

    TestDatabaseCost(Settings settings, Postgres postgres, Report report) {
        this.settings = settings;
        this.postgres = postgres;
        this.report = report;
    }

    void run(List<Sample> samples) throws SQLException {
        postgres.recreate(ANCHOR);
        System.setProperty("TEST_DATABASE_URL", postgres.url(ANCHOR));
        report.table(
                "Test databases, " + settings.databases() + " one after the other: medians (least–greatest); the copy is"
                        + " CREATE DATABASE … TEMPLATE alone, on a kept session, taking turns with the last " + LAST,
                List.of("migrations", "first", "last " + LAST, "copy", "× copy", "migrate() each time"));
        Sample usual = samples.stream()
                .filter(sample -> sample.size() <= USUAL_SIZE)
                .reduce((one, two) -> two)
                .orElse(samples.get(0));
        measure(usual);
        System.clearProperty("TEST_DATABASE_URL");
    }

    private void measure(Sample sample) throws SQLException {
        String location = "filesystem:" + sample.folder();
        Series first = new Series();
        Series last = new Series();
        Series copy = new Series();
        first.add(create(location));
        String template = postgres.query("postgres", TEMPLATE);
        for (int number = 2; number <= settings.databases() - LAST; number++) {
            create(location);
        }
        try (Connection owner = postgres.connect("postgres");
                Statement statement = owner.createStatement()) {
            for (int number = 0; number < LAST; number++) {
                last.add(create(location));
                copy.add(plainCopy(statement, template));
            }
            statement.execute("DROP DATABASE " + template);
        }
        Series migrated = new Series();
        for (int round = 0; round < settings.rounds(); round++) {
            migrated.add(migrate(location));
        }
        report.row(List.of(
                Integer.toString(sample.size()),
                first.millis(),
                last.millis(),
                copy.millis(),
                last.times(copy),
                migrated.millis()));
    }

    private static long create(String location) {
        long start = System.nanoTime();
        try (TestDatabase database = TestDatabase.create(location)) {
            return System.nanoTime() - start;
        }
    }

    private static long plainCopy(Statement statement, String template) throws SQLException {
        long start = System.nanoTime();
        statement.execute("CREATE DATABASE " + PLAIN + " TEMPLATE " + template);
        long taken = System.nanoTime() - start;
        statement.execute("DROP DATABASE " + PLAIN);
        return taken;
    }

    private long migrate(String location) throws SQLException {
        try (Connection owner = postgres.connect("postgres");
                Statement statement = owner.createStatement()) {
            long start = System.nanoTime();
            statement.execute("CREATE DATABASE " + PLAIN);
            Flyway.configure()
                    .dataSource(postgres.jdbcUrl(PLAIN), Postgres.USER, Postgres.PASSWORD)
                    .locations(location)
                    .load()
                    .migrate();
            long taken = System.nanoTime() - start;
            statement.execute("DROP DATABASE " + PLAIN + " WITH (FORCE)");
            return taken;
        }
    }
}
