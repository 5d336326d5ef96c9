package dev.migrationcontrol.environment.setting;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;

/**
 * Moments of local times where clocks are set. In spring some local times do not exist: what begins or ends at one does so
 * as much later as the clocks are set forward, as {@link java.time.ZonedDateTime} has it. In autumn some happen twice:
 * what begins at one begins the first time, and what ends at one ends the second time.
 */
public final class LocalTimes {
    private LocalTimes() {}

    public static Instant begin(LocalDateTime local, ZoneId zone) {
        return local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }

    public static Instant end(LocalDateTime local, ZoneId zone) {
        return local.atZone(zone).withLaterOffsetAtOverlap().toInstant();
    }

    /** The latest local time that has begun by then, the first time that it happens. */
    public static LocalDateTime latestBegun(Instant now, ZoneId zone) {
        ZoneOffset offset = zone.getRules().getOffset(now);
        LocalDateTime local = LocalDateTime.ofInstant(now, offset);
        ZoneOffsetTransition last = zone.getRules().previousTransition(now.plusNanos(1));
        boolean repeats = last != null && last.isOverlap() && local.isBefore(last.getDateTimeBefore());
        return repeats ? last.getDateTimeBefore() : local;
    }
}
