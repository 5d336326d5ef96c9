package dev.migrationcontrol.execution;

import dev.migrationcontrol.environment.ExecutionPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When to try again: after a random time whose bound doubles (full jitter), so that those who met at a lock do not meet
 * there again; bounded by the policy's attempts and its budget of time.
 */
final class Backoff {
    private static final long FIRST_MILLIS = 500;
    private static final long LONGEST_MILLIS = 15_000;
    private static final int MOST_DOUBLINGS = 5;

    private final ExecutionPolicy policy;
    private final RandomGenerator random;
    private int tries;
    private int outages;

    Backoff(ExecutionPolicy policy, RandomGenerator random) {
        this.policy = policy;
        this.random = random;
    }

    /** Something came to its end: what comes next has all of the tries and all of the time again. */
    void reset() {
        tries = 0;
        outages = 0;
    }

    /** How often it was tried so far, counting the one that has just failed. */
    int tries() {
        return tries;
    }

    /**
     * One try has failed.
     *
     * @param outage whether the server did not answer: then only time bounds the tries, not their number
     * @param spent since the first try failed, without the time in which later tries did what they could do
     * @return how long to wait; empty when it was the last
     */
    Optional<Duration> next(boolean outage, Duration spent) {
        tries++;
        if (outage) {
            outages++;
        }
        long bound = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(MOST_DOUBLINGS, tries - 1));
        Duration wait = Duration.ofMillis(1 + random.nextLong(bound));
        boolean used = !outage && tries - outages >= policy.attempts();
        boolean late = spent.plus(wait).compareTo(policy.retryBudget()) > 0;
        return used || late ? Optional.empty() : Optional.of(wait);
    }
}
