package dev.migrationcontrol.freeze;

import java.time.Instant;
import java.util.Optional;

/** A freeze that is once. */
record Once(Span span) implements Window {
    @Override
    public Optional<Span> at(Instant now) {
        return Optional.of(span).filter(each -> each.holds(now));
    }

    @Override
    public Optional<Instant> next(Instant now) {
        return Optional.of(span.begin()).filter(each -> each.isAfter(now));
    }
}
