package dev.migrationcontrol.access;

import dev.migrationcontrol.problem.Refusal;

/** Too many wrong credentials came from one address. */
final class TooManyAttempts extends Refusal {
    private static final long serialVersionUID = 1L;

    private final long seconds;

    TooManyAttempts(long seconds) {
        super(
                "too-many-requests",
                429,
                "Too many requests",
                "Too many wrong credentials came from this address. Ask again in " + seconds + " s.");
        this.seconds = seconds;
    }

    long seconds() {
        return seconds;
    }
}
