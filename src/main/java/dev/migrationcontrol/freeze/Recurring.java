package dev.migrationcontrol.freeze;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * A freeze that returns, at local times of a cron expression with five fields. Its length is elapsed time.
 *
 * @param cron as written
 */
record Recurring(String cron, Duration length, ZoneId zone) implements Window {
    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    /** How many local times are looked at: more than that happen twice nowhere. */
    private static final int MOST_LOOKED_AT = 1_500;

    /**
     * @throws IllegalArgumentException when the expression cannot be read, or never happens
     */
    Recurring {
        if (ExecutionTime.forCron(PARSER.parse(cron))
                .nextExecution(local(LocalDateTime.of(2024, 1, 1, 0, 0)))
                .isEmpty()) {
            throw new IllegalArgumentException("never happens");
        }
    }

    @Override
    public Optional<Span> at(Instant now) {
        ExecutionTime times = times();
        // The latest begin has the latest end, but for local times that happen twice, whose end is later.
        LocalDateTime latest = LocalTimes.latestBegun(now, zone);
        Optional<LocalDateTime> begin = latestUntil(times, latest);
        Span longest = null;
        for (int i = 0; begin.isPresent() && i < MOST_LOOKED_AT; i++) {
            Span span = span(begin.get());
            if (span.holds(now) && (longest == null || span.end().isAfter(longest.end()))) {
                longest = span;
            }
            if (begin.get().isBefore(latest.minusDays(1))) {
                break;
            }
            begin = times.lastExecution(local(begin.get())).map(ZonedDateTime::toLocalDateTime);
        }
        return Optional.ofNullable(longest);
    }

    @Override
    public Optional<Instant> next(Instant now) {
        ExecutionTime times = times();
        Optional<LocalDateTime> begin = times.nextExecution(
                        local(LocalDateTime.ofInstant(now, zone).minusDays(1)))
                .map(ZonedDateTime::toLocalDateTime);
        for (int i = 0; begin.isPresent() && i < 2 * MOST_LOOKED_AT; i++) {
            Instant at = LocalTimes.begin(begin.get(), zone);
            if (at.isAfter(now)) {
                return Optional.of(at);
            }
            begin = times.nextExecution(local(begin.get())).map(ZonedDateTime::toLocalDateTime);
        }
        return Optional.empty();
    }

    private Span span(LocalDateTime begin) {
        return new Span(
                LocalTimes.begin(begin, zone), LocalTimes.end(begin, zone).plus(length));
    }

    private static Optional<LocalDateTime> latestUntil(ExecutionTime times, LocalDateTime local) {
        return times.isMatch(local(local))
                ? Optional.of(local.withSecond(0).withNano(0))
                : times.lastExecution(local(local)).map(ZonedDateTime::toLocalDateTime);
    }

    private ExecutionTime times() {
        return ExecutionTime.forCron(PARSER.parse(cron));
    }

    /** Local times are counted in a zone in which no clock is set, and placed in the real zone afterwards. */
    private static ZonedDateTime local(LocalDateTime local) {
        return local.atZone(ZoneOffset.UTC);
    }
}
