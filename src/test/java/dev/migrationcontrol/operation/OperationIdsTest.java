package dev.migrationcontrol.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OperationIdsTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.123Z");

    @Test
    void holdTheTimeTheVersionAndTheVariantWhereRfc9562HasThem() {
        Set<UUID> ids = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            UUID id = at(NOON);
            assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
            ids.add(id);
        }
        assertThat(ids).hasSize(1_000);
    }

    /** As texts, which is how PostgreSQL's indexes and the cursors of lists compare them. */
    @Test
    void sortByTheirMillisecond() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(at(NOON).toString())
                    .isLessThan(at(NOON.plusMillis(1)).toString())
                    .isGreaterThan(at(NOON.minusMillis(1)).toString());
        }
    }

    private static UUID at(Instant time) {
        return new OperationIds(Clock.fixed(time, ZoneOffset.UTC)).get();
    }
}
