package dev.migrationcontrol.freeze;

import java.time.Instant;

/** A time from its begin until right before its end. */
record Span(Instant begin, Instant end) {
    boolean holds(Instant now) {
        return !now.isBefore(begin) && now.isBefore(end);
    }
}
