package dev.migrationcontrol.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged service from its start until it is ready, and what it takes when nobody asks anything of it. */
final class StartAndMemory {
    private static final int IDLE_SECONDS = 15;

    private final Settings settings;
    private final Launch launch;
    private final Report report;

    StartAndMemory(Settings settings, Launch launch, Report report) {
        this.settings = settings;
        this.launch = launch;
        this.report = report;
    }

    void run() throws IOException, InterruptedException {
        Series starts = new Series();
        long idle = 0;
        for (int round = 0; round < settings.rounds(); round++) {
            try (Service service = launch.start()) {
                starts.add(service.startedIn());
                if (round == settings.rounds() - 1) {
                    TimeUnit.SECONDS.sleep(IDLE_SECONDS);
                    idle = service.residentMebibytes();
                }
            }
        }
        report.table("The packaged service, `java -jar`, external database", List.of("", ""));
        report.row(List.of("start of the process to ready", starts.millis()));
        report.row(List.of("resident memory after " + IDLE_SECONDS + " s idle", idle + " MiB"));
    }
}
