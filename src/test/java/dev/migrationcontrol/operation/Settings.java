package dev.migrationcontrol.operation;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;

/** The settings of operations as they are read, with some of them other than the defaults. */
final class Settings {
    private Settings() {}

    /** @param pairs names below {@code migration-control.operations} and values in turn */
    static OperationConfig of(String... pairs) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(OperationConfig.class);
        for (int i = 0; i < pairs.length; i += 2) {
            builder.withDefaultValue("migration-control.operations." + pairs[i], pairs[i + 1]);
        }
        return builder.build().getConfigMapping(OperationConfig.class);
    }
}
