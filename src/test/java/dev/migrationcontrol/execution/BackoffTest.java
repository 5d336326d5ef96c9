package dev.migrationcontrol.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.environment.ExecutionPolicy;
import dev.migrationcontrol.environment.ExecutionPolicy.OnBusy;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration LONGEST = Duration.ofSeconds(15);

    @Test
    void endsAfterThePolicysAttempts() {
        Backoff backoff = backoff(3, Duration.ofHours(1), 1);
        assertThat(backoff.next(false, Duration.ZERO)).isPresent();
        assertThat(backoff.next(false, Duration.ZERO)).isPresent();
        assertThat(backoff.next(false, Duration.ZERO)).isEmpty();
    }

    @Test
    void endsWithTheBudgetHoweverManyAttemptsAreLeft() {
        Backoff backoff = backoff(100, Duration.ofSeconds(10), 1);
        assertThat(backoff.next(false, Duration.ofSeconds(1))).isPresent();
        assertThat(backoff.next(false, Duration.ofSeconds(10))).isEmpty();
    }

    @Test
    void aServerThatDoesNotAnswerUsesUpNoAttempts() {
        Backoff backoff = backoff(2, Duration.ofHours(1), 1);
        for (int i = 0; i < 50; i++) {
            assertThat(backoff.next(true, Duration.ofSeconds(i))).isPresent();
        }
        assertThat(backoff.next(false, Duration.ofSeconds(60))).isPresent();
        assertThat(backoff.next(false, Duration.ofSeconds(61))).isEmpty();
    }

    @Test
    void waitsAreSpreadOverBoundsThatDoubleUpToALongest() {
        for (int tries = 1; tries <= 12; tries++) {
            Set<Duration> waits = new HashSet<>();
            Duration bound = Duration.ofMillis(500L << Math.min(tries - 1, 5));
            for (int seed = 0; seed < 200; seed++) {
                waits.add(wait(tries, seed));
            }
            assertThat(waits)
                    .hasSizeGreaterThan(50)
                    .allSatisfy(wait -> assertThat(wait)
                            .isPositive()
                            .isLessThanOrEqualTo(bound)
                            .isLessThanOrEqualTo(LONGEST));
        }
    }

    private static Duration wait(int tries, int seed) {
        Backoff backoff = backoff(100, Duration.ofDays(1), seed);
        Optional<Duration> wait = Optional.empty();
        for (int i = 0; i < tries; i++) {
            wait = backoff.next(false, Duration.ZERO);
        }
        return wait.orElseThrow();
    }

    private static Backoff backoff(int attempts, Duration budget, int seed) {
        return new Backoff(
                new ExecutionPolicy(OnBusy.REFUSE, 0, attempts, budget, 0, Duration.ZERO, true), new Random(seed));
    }
}
