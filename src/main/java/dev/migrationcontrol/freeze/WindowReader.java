package dev.migrationcontrol.freeze;

import dev.migrationcontrol.environment.Variable;
import dev.migrationcontrol.environment.setting.DurationSetting;
import dev.migrationcontrol.environment.setting.LocalTimes;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads when a configured freeze is: {@code cron} and {@code duration}, or {@code from} and {@code until}. */
final class WindowReader {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(31);

    private WindowReader() {}

    /**
     * A window, as it was written.
     *
     * @param zone an IANA zone
     * @param cron null where it is once
     */
    record Timing(
            Window window,
            String zone,
            @Nullable String cron,
            @Nullable Duration duration) {}

    static Optional<Timing> read(FreezeBlock block) {
        Optional<ZoneId> zone = block.required(FreezeKey.ZONE, "Europe/Berlin").flatMap(each -> zone(block, each));
        boolean recurring = block.has(FreezeKey.CRON) || block.has(FreezeKey.DURATION);
        boolean once = block.has(FreezeKey.FROM) || block.has(FreezeKey.UNTIL);
        if (recurring == once) {
            block.complain(
                    "configures the freeze " + block.name()
                            + (once ? ", which both returns and is once" : ", which does not say when it is"),
                    "set cron and duration, or from and until");
            return Optional.empty();
        }
        return zone.flatMap(in -> recurring ? recurring(block, in) : once(block, in));
    }

    /** Java knows short names and offsets as well; an offset knows no summer. */
    private static Optional<ZoneId> zone(FreezeBlock block, Variable variable) {
        String name = variable.value().strip();
        return ZoneId.getAvailableZoneIds().contains(name)
                ? Optional.of(ZoneId.of(name))
                : block.wrong(variable, "is no time zone", "write an IANA name such as Europe/Berlin or UTC");
    }

    private static Optional<Timing> recurring(FreezeBlock block, ZoneId zone) {
        Optional<Variable> cron = block.required(FreezeKey.CRON, "0 16 * * FRI");
        Optional<Duration> duration =
                block.required(FreezeKey.DURATION, "62h").flatMap(variable -> duration(block, variable));
        return cron.flatMap(expression -> duration.flatMap(length -> recurring(block, expression, length, zone)));
    }

    private static Optional<Timing> recurring(FreezeBlock block, Variable cron, Duration length, ZoneId zone) {
        String expression = cron.value().strip();
        try {
            return Optional.of(new Timing(new Recurring(expression, length, zone), zone.getId(), expression, length));
        } catch (IllegalArgumentException | DateTimeException e) {
            return block.wrong(
                    cron,
                    "is no cron expression that ever happens",
                    "write five fields, minute hour day month weekday, as in 0 16 * * FRI");
        }
    }

    private static Optional<Duration> duration(FreezeBlock block, Variable variable) {
        Optional<Duration> duration =
                DurationSetting.parse(variable.value().strip(), LONGEST).filter(each -> each.compareTo(SHORTEST) >= 0);
        return duration.isPresent()
                ? duration
                : block.wrong(variable, "has an unusable value", "write a duration from 1m to 31d");
    }

    private static Optional<Timing> once(FreezeBlock block, ZoneId zone) {
        Optional<LocalDateTime> from =
                block.required(FreezeKey.FROM, "2026-12-20T00:00").flatMap(each -> local(block, each));
        Optional<LocalDateTime> until =
                block.required(FreezeKey.UNTIL, "2027-01-04T06:00").flatMap(each -> local(block, each));
        return from.flatMap(begin -> until.flatMap(end -> {
            Span span = new Span(LocalTimes.begin(begin, zone), LocalTimes.end(end, zone));
            return span.begin().isBefore(span.end())
                    ? Optional.of(new Timing(new Once(span), zone.getId(), null, null))
                    : block.wrong(
                            block.find(FreezeKey.UNTIL).orElseThrow(),
                            "is not after the time from which the freeze is",
                            "write a later time than that of from");
        }));
    }

    private static Optional<LocalDateTime> local(FreezeBlock block, Variable variable) {
        try {
            return Optional.of(LocalDateTime.parse(variable.value().strip()));
        } catch (DateTimeParseException e) {
            return block.wrong(
                    variable,
                    "is no local time",
                    "write one without an offset, such as 2026-12-20T18:00; zone says where");
        }
    }
}
