package dev.migrationcontrol.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.migrationcontrol.TestControl;
import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.schema.ObjectChange;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DriftStoreTest {
    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aDifferenceIsDatedByTheFirstCheckThatFoundIt() {
        try (TestControl control = TestControl.create()) {
            DriftStore store = store(control);
            keep(store, 0, DriftState.NONE);
            keep(store, 1, DriftState.DRIFTED, object("public.a", "1"));
            keep(store, 2, DriftState.UNKNOWN);
            DriftReport last = keep(store, 3, DriftState.DRIFTED, object("public.a", "1"), object("public.b", "1"));
            assertThat(last.before()).isEqualTo(DriftState.DRIFTED);
            assertThat(last.objects().get(0).since()).isEqualTo(at(1));
            assertThat(last.objects().get(0).notYetAt()).isEqualTo(at(0));
            assertThat(last.objects().get(1).since()).isEqualTo(at(3));
            assertThat(last.objects().get(1).notYetAt()).isEqualTo(at(1));
            DriftReport other = keep(store, 4, DriftState.DRIFTED, object("public.a", "2"));
            assertThat(other.objects().get(0).since()).as("another definition").isEqualTo(at(4));
            assertThat(store.newest("e").orElseThrow()).isEqualTo(other);
            assertThat(store.all()).containsEntry("e", new DriftStore.Found(DriftState.DRIFTED, 1));
            assertThat(store.newest("f")).isEmpty();
        }
    }

    @Test
    void theOldestGo() {
        try (TestControl control = TestControl.create()) {
            DriftStore store = store(control);
            for (int i = 0; i < DriftStore.MOST + 5; i++) {
                keep(store, i, DriftState.NONE);
            }
            assertThat(TestServer.query(control.name(), "SELECT count(*) FROM drift_check"))
                    .containsExactly(String.valueOf(DriftStore.MOST));
            assertThat(store.newest("e").orElseThrow().checkedAt()).isEqualTo(at(DriftStore.MOST + 4));
        }
    }

    @Test
    void oneOfSeveralReplicasBeginsACheckThatIsDue() {
        try (TestControl control = TestControl.create()) {
            DriftStore store = store(control);
            assertThat(store.claims("e", at(1))).isTrue();
            assertThat(store.claims("e", at(1))).isFalse();
            assertThat(store.claims("f", at(1))).isTrue();
            assertThat(store.claims("e", at(2))).isTrue();
            assertThat(store.claims("e", at(1))).isFalse();
        }
    }

    private static DriftStore store(TestControl control) {
        return new DriftStore(control.pool(), new ObjectMapper().registerModule(new JavaTimeModule()));
    }

    private static DriftReport keep(DriftStore store, int at, DriftState state, DriftedObject... objects) {
        DriftReport report = new DriftReport("e", at(at), "1", state, null, List.of(objects), 0, List.of(), null, null);
        return store.keep(UUID.randomUUID(), report);
    }

    private static DriftedObject object(String name, String actual) {
        return DriftedObject.of(new ObjectChange(name, "table", ObjectChange.Change.ADDED, null, actual));
    }

    private static Instant at(int hours) {
        return T.plusSeconds(3600L * hours);
    }
}
