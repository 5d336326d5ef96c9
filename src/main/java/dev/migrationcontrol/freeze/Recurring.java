package dev.migrationcontrol.freeze;

import dev.migrationcontrol.environment.setting.LocalCron;
import dev.migrationcontrol.environment.setting.LocalTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** A freeze that returns, at local times of a cron expression with five fields. Its length is elapsed time. */
record Recurring(LocalCron times, Duration length) implements Window {
    /** How many local times are looked at: more than that happen twice nowhere. */
    private static final int MOST_LOOKED_AT = 1_500;

    /**
     * @param cron as written
     * @throws IllegalArgumentException when the expression cannot be read, or never happens
     */
    Recurring(String cron, Duration length, ZoneId zone) {
        this(new LocalCron(cron, zone), length);
    }

    @Override
    public Optional<Span> at(Instant now) {
        // The latest begin has the latest end, but for local times that happen twice, whose end is later.
        LocalDateTime latest = LocalTimes.latestBegun(now, times.zone());
        Optional<LocalDateTime> begin = times.latestUntil(latest);
        Span longest = null;
        for (int i = 0; begin.isPresent() && i < MOST_LOOKED_AT; i++) {
            Span span = span(begin.get());
            if (span.holds(now) && (longest == null || span.end().isAfter(longest.end()))) {
                longest = span;
            }
            if (begin.get().isBefore(latest.minusDays(1))) {
                break;
            }
            begin = times.before(begin.get());
        }
        return Optional.ofNullable(longest);
    }

    @Override
    public Optional<Instant> next(Instant now) {
        return times.next(now);
    }

    private Span span(LocalDateTime begin) {
        return new Span(
                LocalTimes.begin(begin, times.zone()),
                LocalTimes.end(begin, times.zone()).plus(length));
    }
}
