package dev.migrationcontrol.environment;

import io.quarkus.runtime.LaunchMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Environments as configured, without the service and its embedded server. */
public final class ConfiguredEnvironments {
    private ConfiguredEnvironments() {}

    /**
     * The environments of these variables.
     *
     * @throws StartRefused with everything that is wrong, or where the control database would be the embedded one
     */
    public static Environments read(Map<String, String> raw) {
        EnvironmentPlan plan = new EnvironmentPlanner(raw, new Nothing(), LaunchMode.NORMAL).plan();
        if (plan.control() == null) {
            throw new StartRefused(
                    "CONTROL_DATABASE_URL",
                    "is not set; an embedded database is the running service's alone",
                    "set it as for the service");
        }
        return new Environments(plan.environments(), plan.control());
    }

    /** No embedded server is started. */
    private record Nothing() implements EmbeddedConfig {
        @Override
        public Path dataDirectory() {
            return Path.of("");
        }

        @Override
        public Path unpackDirectory() {
            return Path.of("");
        }

        @Override
        public int port() {
            return 0;
        }

        @Override
        public boolean fsync() {
            return true;
        }

        @Override
        public Duration startTimeout() {
            return Duration.ZERO;
        }

        @Override
        public boolean control() {
            return true;
        }

        @Override
        public Optional<String> sampleLocations() {
            return Optional.empty();
        }
    }
}
