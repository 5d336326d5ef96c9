package dev.migrationcontrol.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import dev.migrationcontrol.TestControl;
import dev.migrationcontrol.control.ControlClock;
import dev.migrationcontrol.control.ControlState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The control database's clock decides, however wrong the replica's is. */
class ControlClockTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void goesOnFromTheLastReadingWithTheTimerAlone() {
        AtomicLong nanos = new AtomicLong(5_000);
        ControlClock clock = new ControlClock(Clock.fixed(NOON.minus(3, ChronoUnit.HOURS), ZoneOffset.UTC), nanos::get);
        assertThat(clock.instant()).isEqualTo(NOON.minus(3, ChronoUnit.HOURS));
        long asked = clock.nanos();
        nanos.addAndGet(Duration.ofMillis(20).toNanos());
        clock.read(NOON, asked);
        assertThat(clock.instant()).isEqualTo(NOON.plusMillis(10));
        nanos.addAndGet(Duration.ofSeconds(7).toNanos());
        assertThat(clock.instant()).isEqualTo(NOON.plusMillis(7_010));
    }

    @Test
    void aReadingThatTookLongIsNotTaken() {
        AtomicLong nanos = new AtomicLong();
        ControlClock clock = new ControlClock(Clock.systemUTC(), nanos::get);
        clock.read(NOON, clock.nanos());
        long asked = clock.nanos();
        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        clock.read(NOON, asked);
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(30));
    }

    /** The engine of a replica whose clock is set back, or forward, takes over what another left a minute ago. */
    @ParameterizedTest
    @ValueSource(ints = {-3, 3})
    void aDeadExecutionIsTakenOverAndALivingOneIsNot(int hours) {
        try (TestControl control = TestControl.create()) {
            ControlClock clock =
                    new ControlClock(Clock.offset(Clock.systemUTC(), Duration.ofHours(hours)), System::nanoTime);
            ControlState state =
                    new ControlState(control.pool(), () -> TestControl.pool(control.name(), "postgres", 2), clock);
            assertThat(state.trouble()).isEmpty();
            assertThat(clock.instant()).isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
            UUID dead = UUID.randomUUID();
            UUID living = UUID.randomUUID();
            execute(
                    control,
                    insert(dead, "now() - interval '1 minute'") + ";"
                            + insert(living, "now() + interval '20 seconds'"));
            Queue<UUID> executed = new ConcurrentLinkedQueue<>();
            Scheduler scheduler = Scheduler.create(
                            control.pool(),
                            OperationTask.task(
                                    id -> {
                                        executed.add(id);
                                        return OperationTask.Conclusion.OVER;
                                    },
                                    clock))
                    .clock(clock::instant)
                    .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                    .enablePriority()
                    .pollUsingLockAndFetch(0.5, 1.0)
                    .pollingInterval(Duration.ofMillis(200))
                    .heartbeatInterval(Duration.ofSeconds(1))
                    .missedHeartbeatsLimit(OperationConfig.MISSED_HEARTBEATS)
                    .build();
            scheduler.start();
            try {
                await().atMost(Duration.ofSeconds(30)).until(() -> !executed.isEmpty());
                assertThat(executed).containsExactly(dead);
            } finally {
                scheduler.stop();
            }
        }
    }

    private static String insert(UUID id, String heartbeat) {
        return "INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat,"
                + " version) VALUES ('operation', '" + id + "', now() - interval '2 minutes', true, 'other', "
                + heartbeat
                + ", 1)";
    }

    private static void execute(TestControl control, String sql) {
        dev.migrationcontrol.TestServer.execute(control.name(), sql);
    }
}
