package dev.migrationcontrol.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusalRateTest {
    private final AtomicLong clock = new AtomicLong(-5);
    private final RefusalRate rate = new RefusalRate(60, clock::get);

    private long allowed(String address, int requests) {
        return IntStream.range(0, requests).filter(i -> rate.allows(address)).count();
    }

    @Test
    void oneAddressGetsItsShareAndTheOthersTheirs() {
        assertThat(allowed("a", 1600)).isEqualTo(60);
        assertThat(allowed("b", 10)).isEqualTo(10);
        assertThat(rate.takeLeftOut()).isEqualTo(1540);
        assertThat(rate.takeLeftOut()).isZero();
        clock.addAndGet(TimeUnit.SECONDS.toNanos(61));
        assertThat(allowed("a", 100)).isEqualTo(60);
    }

    @Test
    void manyAddressesTogetherAreBoundedToo() {
        long all = IntStream.range(0, 5000)
                .mapToLong(i -> allowed("address-" + i, 2))
                .sum();
        assertThat(all).isEqualTo(600);
    }
}
