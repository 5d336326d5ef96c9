package dev.migrationcontrol.testdatabase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestControl;
import dev.migrationcontrol.fixtures.MigratedDatabase;
import io.agroal.api.AgroalDataSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@MigratedDatabase(locations = "classpath:db/control", historyTable = "migration_control_history")
class TestDatabaseStoreTest {
    private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");

    private AgroalDataSource pool;
    private TestDatabaseStore store;

    @BeforeEach
    void open(dev.migrationcontrol.fixtures.TestDatabase database) {
        pool = TestControl.poolAt(database.jdbcUrl(), database.user(), 8);
        store = new TestDatabaseStore(pool);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private static TestDatabase lease(String environment, int seconds) {
        return new TestDatabase(UUID.randomUUID(), environment, "ci", NOW, NOW.plusSeconds(seconds));
    }

    @Test
    void givesAwayNoMorePlacesThanThereAreHoweverManyAskAtOnce() throws InterruptedException, ExecutionException {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                answers.add(callers.submit(() -> store.reserve(lease("test", 60), 5)));
            }
            int given = 0;
            for (Future<Boolean> each : answers) {
                given += each.get() ? 1 : 0;
            }
            assertThat(given).isEqualTo(5);
        } finally {
            callers.shutdownNow();
        }
        assertThat(store.reserve(lease("other", 60), 5)).isTrue();
        assertThat(store.environments()).containsExactlyInAnyOrder("test", "other");
    }

    @Test
    void showsALeaseFromWhenItsDatabaseIsThereUntilItsTimeIsOver() {
        TestDatabase lease = lease("test", 3600);
        store.reserve(lease, 5);
        assertThat(store.all(NOW)).isEmpty();

        assertThat(store.ready(lease.id(), NOW.plusSeconds(60))).isTrue();

        assertThat(store.find(lease.id(), NOW)).hasValueSatisfying(found -> {
            assertThat(found.leasedBy()).isEqualTo("ci");
            assertThat(found.expiresAt()).isEqualTo(NOW.plusSeconds(60));
        });
        assertThat(store.all(NOW.plusSeconds(60))).isEmpty();
        store.forgetExpired("other", NOW.plusSeconds(60));
        assertThat(store.all(NOW)).hasSize(1);
        store.forgetExpired("test", NOW.plusSeconds(60));
        assertThat(store.ready(lease.id(), NOW.plusSeconds(90))).isFalse();
    }
}
