package dev.migrationcontrol.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;

/** Runs all benchmarks and prints their figures, to the standard output and to {@code report.md}. */
final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        Settings settings = Settings.read();
        Files.createDirectories(SourceTrees.root(settings));
        Report report = new Report();
        try (Postgres postgres = Postgres.start(settings.folder())) {
            measure(settings, postgres, report);
        }
        Files.writeString(settings.folder().resolve("report.md"), report.text());
        System.out.println("\n" + report.text());
    }

    private static void measure(Settings settings, Postgres postgres, Report report)
            throws IOException, SQLException, InterruptedException {
        Limit limit = Psql.isInstalled() ? new Psql(postgres, settings.folder()) : new PlainSession(postgres);
        List<Sample> samples = Sample.write(settings);
        Launch launch = Launch.of(settings, postgres, samples);
        report.line(Machine.describe(postgres, limit, settings));
        if (!settings.control().isEmpty()) {
            new ControlAtScale(settings, postgres, launch, report).run();
            return;
        }
        try (Service service = launch.start()) {
            if (!samples.isEmpty()) {
                new UpgradeAndRollback(settings, postgres, limit, service, report).run(samples);
                Sample largest = samples.get(samples.size() - 1);
                new Reads(postgres, service, report).run(largest);
                new Rehearsing(settings, postgres, limit, service, report).run(samples);
            }
        }
        if (!samples.isEmpty()) {
            Sample largest = samples.get(samples.size() - 1);
            new AccessCost(settings, launch, report).run(largest);
            new ConsolePages(postgres, launch.without(samples.subList(0, samples.size() - 1)), report).run(largest);
        }
        if (settings.peer() && !samples.isEmpty()) {
            new StockFlyway(settings, postgres, limit, report).run(samples);
        }
        if (settings.databases() > 0 && !samples.isEmpty()) {
            new TestDatabaseCost(settings, postgres, report).run(samples);
        }
        try (Service service = launch.start()) {
            new SourceTrees(settings, service, report).run();
        }
        new StartAndMemory(settings, launch, report).run();
    }
}
