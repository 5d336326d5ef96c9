package dev.migrationcontrol.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.rehearsal.LockMode;
import dev.migrationcontrol.rehearsal.StatementMeasurement;
import dev.migrationcontrol.rehearsal.StatementMeasurement.Lock;
import dev.migrationcontrol.rehearsal.StatementMeasurement.Scan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EffectsTest {
    private static final TargetTable ORDERS =
            new TargetTable("public.orders", 41_000_000L, 12L << 30, 3L << 30, 380.0, 12.5);

    private static final Duration SHORT = Duration.ofMillis(10);

    private static StatementMeasurement measured(
            List<Lock> locks, List<String> rewrites, List<Scan> scans, List<String> rebuilt) {
        return new StatementMeasurement(1, SHORT, 0, locks, rewrites, scans, rebuilt, false);
    }

    private static Lock lock(LockMode mode, Duration held) {
        return new Lock("public.orders", "table", mode, held);
    }

    private static Optional<TargetTable> target(String relation) {
        return Optional.of(ORDERS).filter(each -> each.relation().equals(relation));
    }

    @Test
    void aRewriteSaysWhatIsBlockedAndForHowLong() {
        StatementMeasurement measured = measured(
                List.of(lock(LockMode.ACCESS_EXCLUSIVE, SHORT)),
                List.of("public.orders"),
                List.of(new Scan("public.orders", 1)),
                List.of("public.orders_pkey"));
        assertThat(Effects.of(measured, EffectsTest::target))
                .containsExactly(
                        "ACCESS EXCLUSIVE on public.orders (41 M rows, 12 GB, 380 reads/s, 13 writes/s): writes it"
                                + " again, and blocks reads and writes for as long as that takes.",
                        "The index public.orders_pkey is built again.");
        assertThat(Effects.estimate(measured, EffectsTest::target))
                .isBetween(Duration.ofSeconds(300), Duration.ofSeconds(420));
    }

    @Test
    void aScanUnderAWeakerLockBlocksWritesAlone() {
        StatementMeasurement measured = measured(
                List.of(lock(LockMode.SHARE, SHORT)), List.of(), List.of(new Scan("public.orders", 1)), List.of());
        assertThat(Effects.of(measured, relation -> Optional.empty()))
                .containsExactly(
                        "SHARE on public.orders: reads all of it, and blocks writes for as long as that takes.");
        assertThat(Effects.estimate(measured, relation -> Optional.empty())).isEqualTo(SHORT);
    }

    @Test
    void aShortLockThatOtherStatementsProlongSaysSo() {
        StatementMeasurement measured = measured(
                List.of(lock(LockMode.ACCESS_EXCLUSIVE, Duration.ofSeconds(2))), List.of(), List.of(), List.of());
        assertThat(Effects.of(measured, relation -> Optional.empty()))
                .containsExactly("ACCESS EXCLUSIVE on public.orders: blocks reads and writes, for a moment of its own,"
                        + " and holds the lock until the script is committed.");
    }

    @Test
    void whatBlocksNothingAndLocksOfIndexesAreLeftOut() {
        StatementMeasurement measured = measured(
                List.of(
                        lock(LockMode.ROW_EXCLUSIVE, SHORT),
                        new Lock("public.orders_pkey", "index", LockMode.ACCESS_EXCLUSIVE, SHORT)),
                List.of(),
                List.of(),
                List.of());
        assertThat(Effects.of(measured, EffectsTest::target)).isEmpty();
    }
}
