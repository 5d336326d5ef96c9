package dev.migrationcontrol.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private static RetryPolicy policy(double random) {
        return new RetryPolicy(Duration.ofSeconds(5), Duration.ofHours(6), 12, () -> random);
    }

    @Test
    void triesForAboutADay() {
        Duration least = total(policy(0));
        Duration most = total(policy(0.999));
        assertThat(least).isBetween(Duration.ofHours(16), Duration.ofHours(24));
        assertThat(most).isBetween(Duration.ofHours(20), Duration.ofHours(30));
        assertThat(policy(0).delayAfter(12)).isEmpty();
    }

    @Test
    void waitsThreeTimesAsLongEachTimeUpToTheLongest() {
        RetryPolicy policy = policy(0.5);
        assertThat(policy.delayAfter(1)).contains(Duration.ofSeconds(5));
        assertThat(policy.delayAfter(2)).contains(Duration.ofSeconds(15));
        assertThat(policy.delayAfter(11)).contains(Duration.ofHours(6));
    }

    @Test
    void theDeliveriesOfOneOutageDoNotComeBackAtOnce() {
        assertThat(policy(0).delayAfter(1)).contains(Duration.ofSeconds(4));
        assertThat(policy(0.999).delayAfter(1).orElseThrow())
                .isBetween(Duration.ofMillis(5_990), Duration.ofSeconds(6));
    }

    private static Duration total(RetryPolicy policy) {
        return IntStream.rangeClosed(1, 11)
                .mapToObj(failures -> policy.delayAfter(failures).orElseThrow())
                .reduce(Duration.ZERO, Duration::plus);
    }
}
