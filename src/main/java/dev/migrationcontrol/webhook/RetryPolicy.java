package dev.migrationcontrol.webhook;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** When to try again: exponential, with jitter, bounded. */
record RetryPolicy(Duration firstDelay, Duration longestDelay, int attempts, DoubleSupplier random) {
    private static final int FACTOR = 3;
    private static final double JITTER = 0.4;

    /**
     * How long to wait after so many failures, at least 1; nothing when it is enough. Between 80 and 120 % of the exact delay,
     * so that the deliveries of one outage do not come back at once.
     */
    Optional<Duration> delayAfter(int failures) {
        return failures >= attempts ? Optional.empty() : Optional.of(delay(failures));
    }

    /** How long to wait after so many failures, at least 1. */
    Duration delay(int failures) {
        double exact = firstDelay.toMillis() * Math.pow(FACTOR, failures - 1.0);
        double bounded = Math.min(exact, longestDelay.toMillis());
        return Duration.ofMillis((long) (bounded * (1 - JITTER / 2 + JITTER * random.getAsDouble())));
    }
}
