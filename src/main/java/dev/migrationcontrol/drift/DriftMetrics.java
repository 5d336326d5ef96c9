package dev.migrationcontrol.drift;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many objects have drifted, for whoever watches the service; each replica says what the control database has. */
@Singleton
class DriftMetrics {
    private final MeterRegistry registry;
    private final Map<String, Double> open = new ConcurrentHashMap<>();

    DriftMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void checked(DriftReport report) {
        registry.counter(
                        "migration_control_drift_checks",
                        "environment",
                        report.environment(),
                        "state",
                        report.state().name())
                .increment();
        seen(report.environment(), new DriftStore.Found(report.state(), report.open()));
    }

    /** Of an environment whose state is not known there is no number. */
    void seen(String environment, DriftStore.Found found) {
        if (open.put(environment, found.state() == DriftState.UNKNOWN ? Double.NaN : found.open()) == null) {
            Gauge.builder("migration_control_drift", () -> open.getOrDefault(environment, Double.NaN))
                    .description("Objects that differ from what the history has built and are not accepted")
                    .tag("environment", environment)
                    .register(registry);
        }
    }
}
