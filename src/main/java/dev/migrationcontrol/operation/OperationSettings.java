package dev.migrationcontrol.operation;

import dev.migrationcontrol.environment.Misconfiguration;
import dev.migrationcontrol.environment.StartRefused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Says at the start which settings of operations cannot be meant. */
final class OperationSettings {
    private static final String PREFIX = "migration-control.operations.";

    private final List<Misconfiguration> wrong = new ArrayList<>();

    private OperationSettings() {}

    static void require(OperationConfig config) {
        OperationSettings settings = new OperationSettings();
        settings.atLeast("threads", config.threads(), 1);
        settings.atLeast("deaths-at-step", config.deathsAtStep(), 1);
        settings.atLeast("heartbeat", config.heartbeat(), Duration.ofMillis(100));
        settings.atLeast("event-retention", config.eventRetention(), Duration.ofHours(1));
        settings.atLeast("retention", config.retention(), config.eventRetention());
        settings.atLeast("retention", config.retention(), Duration.ofDays(1));
        settings.atLeast("retention-interval", config.retentionInterval(), Duration.ofSeconds(1));
        if (!settings.wrong.isEmpty()) {
            throw new StartRefused(settings.wrong);
        }
    }

    private void atLeast(String name, int value, int least) {
        if (value < least) {
            wrong.add(new Misconfiguration(PREFIX + name, "is " + value, "write " + least + " or more"));
        }
    }

    private void atLeast(String name, Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            wrong.add(new Misconfiguration(PREFIX + name, "is " + value, "write " + least + " or more"));
        }
    }
}
