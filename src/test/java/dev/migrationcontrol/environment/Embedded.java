package dev.migrationcontrol.environment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The settings of an embedded server for a test, quick rather than durable. */
record Embedded(Path dataDirectory, boolean fsync, boolean control, Duration startTimeout) implements EmbeddedConfig {
    static Embedded in(Path folder) {
        return new Embedded(folder.resolve("postgres"), false, false, Duration.ofSeconds(60));
    }

    @Override
    public Path unpackDirectory() {
        return Path.of("target", "postgres-binaries");
    }

    @Override
    public int port() {
        return 0;
    }

    @Override
    public Optional<String> sampleLocations() {
        return Optional.empty();
    }
}
