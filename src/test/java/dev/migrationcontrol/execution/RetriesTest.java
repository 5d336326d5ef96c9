package dev.migrationcontrol.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.environment.ExecutionPolicy;
import dev.migrationcontrol.environment.ExecutionPolicy.OnBusy;
import dev.migrationcontrol.operation.state.Outcome;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private final Scripts scripts = new Scripts();

    @Test
    void timeBeforeTheFirstFailureIsNotCounted() {
        Retries retries = retries(3, 5);
        assertThat(retries.next(false, seconds(600))).isPresent();
    }

    @Test
    void aScriptThatSucceedsGivesTheNextOneAllTriesAndAllTime() {
        Retries retries = retries(3, 60);
        assertThat(retries.next(false, seconds(0))).isPresent();
        assertThat(retries.next(false, seconds(40))).isPresent();
        scripts.done = 1;
        assertThat(retries.next(false, seconds(100))).isPresent();
        assertThat(retries.next(false, seconds(130))).isPresent();
        assertThat(retries.next(false, seconds(131))).isEmpty();
    }

    @Test
    void soDoesAnOutage() {
        Retries retries = retries(1, 60);
        assertThat(retries.next(true, seconds(0))).isPresent();
        assertThat(retries.next(true, seconds(50))).isPresent();
        scripts.done = 4;
        assertThat(retries.next(true, seconds(100))).isPresent();
        assertThat(retries.next(true, seconds(150))).isPresent();
        assertThat(retries.next(true, seconds(170))).isEmpty();
    }

    @Test
    void statementsThatRanInALaterTryAreNotCounted() {
        Retries retries = retries(10, 5);
        assertThat(retries.next(false, seconds(6))).isPresent();
        scripts.worked = Duration.ofSeconds(6);
        assertThat(retries.next(false, seconds(13))).as("one second of waiting").isPresent();
        assertThat(retries.next(false, seconds(20)))
                .as("two seconds of waiting")
                .isPresent();
        scripts.worked = Duration.ZERO;
        assertThat(retries.next(false, seconds(24))).as("six seconds").isEmpty();
    }

    private Retries retries(int attempts, int budget) {
        ExecutionPolicy policy =
                new ExecutionPolicy(OnBusy.REFUSE, 0, attempts, Duration.ofSeconds(budget), 0, Duration.ZERO, true);
        return new Retries(new Backoff(policy, new Random(1)), scripts);
    }

    private static long seconds(int seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    private static final class Scripts implements Attempts.Work {
        private int done;
        private Duration worked = Duration.ZERO;

        @Override
        public Outcome in(MigrationSession session) {
            return Outcome.done();
        }

        @Override
        public int done() {
            return done;
        }

        @Override
        public Duration worked() {
            return worked;
        }
    }
}
