package dev.migrationcontrol.probe;

import java.time.Duration;

/** A database did not answer in time. */
final class NoAnswer extends Exception {
    private static final long serialVersionUID = 1L;

    NoAnswer(Duration timeout) {
        super("No answer within " + timeout, null, false, false);
    }
}
