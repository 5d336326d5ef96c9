package dev.migrationcontrol.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.schema.ObjectChange;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final DriftMetrics metrics = new DriftMetrics(registry);

    private double open(String environment) {
        return registry.get("migration_control_drift")
                .tag("environment", environment)
                .gauge()
                .value();
    }

    private double checks(String state) {
        return registry.get("migration_control_drift_checks")
                .tag("environment", "production")
                .tag("state", state)
                .counter()
                .count();
    }

    private void checked(DriftState state, DriftedObject... objects) {
        metrics.checked(new DriftReport(
                "production", Instant.EPOCH, "1", state, null, List.of(objects), 0, List.of(), null, null));
    }

    private static DriftedObject object(String name) {
        return DriftedObject.of(new ObjectChange(name, "table", ObjectChange.Change.ADDED, null, "table"));
    }

    @Test
    void whatIsNotAcceptedIsCounted() {
        DriftedObject accepted =
                object("public.c").with(null, null, new DriftedObject.Accepted("theirs", "drift-accept.public.c"));
        checked(DriftState.DRIFTED, object("public.a"), object("public.b"), accepted);
        assertThat(open("production")).isEqualTo(2);
        checked(DriftState.NONE);
        assertThat(open("production")).isZero();
        checked(DriftState.UNKNOWN);
        assertThat(open("production")).as("no number").isNaN();
        assertThat(checks("DRIFTED")).isEqualTo(1);
        assertThat(checks("NONE")).isEqualTo(1);
        assertThat(checks("UNKNOWN")).isEqualTo(1);
    }

    /** The one that another replica has begun. */
    @Test
    void aCheckOfAnotherReplicaIsSeenButNotCounted() {
        metrics.seen("production", new DriftStore.Found(DriftState.DRIFTED, 3));
        metrics.seen("test", new DriftStore.Found(DriftState.NONE, 0));
        assertThat(open("production")).isEqualTo(3);
        assertThat(open("test")).isZero();
        assertThat(registry.find("migration_control_drift_checks").counters()).isEmpty();
    }
}
