package dev.migrationcontrol.environment.setting;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Local times of a cron expression with five fields.
 *
 * @param cron as written
 */
public record LocalCron(String cron, ZoneId zone) {
    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    /** How many local times are looked at: more than that happen twice nowhere. */
    private static final int MOST_LOOKED_AT = 3_000;

    /**
     * @throws IllegalArgumentException when the expression cannot be read, or never happens
     */
    public LocalCron {
        if (ExecutionTime.forCron(PARSER.parse(cron))
                .nextExecution(inUtc(LocalDateTime.of(2024, 1, 1, 0, 0)))
                .isEmpty()) {
            throw new IllegalArgumentException("never happens");
        }
    }

    /** The first time after a moment. */
    public Optional<Instant> next(Instant now) {
        ExecutionTime times = times();
        Optional<LocalDateTime> begin =
                next(times, LocalDateTime.ofInstant(now, zone).minusDays(1));
        for (int i = 0; begin.isPresent() && i < MOST_LOOKED_AT; i++) {
            Instant at = LocalTimes.begin(begin.get(), zone);
            if (at.isAfter(now)) {
                return Optional.of(at);
            }
            begin = next(times, begin.get());
        }
        return Optional.empty();
    }

    /** The last local time that is not later than this one. */
    public Optional<LocalDateTime> latestUntil(LocalDateTime local) {
        return times().isMatch(inUtc(local)) ? Optional.of(local.withSecond(0).withNano(0)) : before(local);
    }

    /** The last local time before this one. */
    public Optional<LocalDateTime> before(LocalDateTime local) {
        return times().lastExecution(inUtc(local)).map(ZonedDateTime::toLocalDateTime);
    }

    private static Optional<LocalDateTime> next(ExecutionTime times, LocalDateTime local) {
        return times.nextExecution(inUtc(local)).map(ZonedDateTime::toLocalDateTime);
    }

    private ExecutionTime times() {
        return ExecutionTime.forCron(PARSER.parse(cron));
    }

    /** Local times are counted in a zone in which no clock is set, and placed in the real zone afterwards. */
    private static ZonedDateTime inUtc(LocalDateTime local) {
        return local.atZone(ZoneOffset.UTC);
    }
}
